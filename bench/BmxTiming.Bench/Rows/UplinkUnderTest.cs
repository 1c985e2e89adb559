using BmxTiming.Bench.Harness;
using BmxTiming.Bench.Stack;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Spool;
using BmxTiming.TrackClient.Uplink;

namespace BmxTiming.Bench.Rows;

/// <summary>All that the benchmarks know of the uplink's form: its core and its HTTP client, with a spool of their own.</summary>
internal sealed class UplinkUnderTest : IDisposable
{
    private readonly SpoolUnderTest _spool;
    private readonly UplinkCore _core;
    private readonly IngestClient _ingest;
    private readonly BootClock _clock = new(TimeProvider.System);

    public UplinkUnderTest(SpoolUnderTest spool, EnvelopeWriter envelopes, IngestServer server, TrackId track, string tokenFile)
    {
        _spool = spool;
        _core = new UplinkCore(envelopes, static _ => 0, spool.Core.StreamEpoch, spool.Core.StreamSeq, _clock.NowUs);
        _ingest = new IngestClient(server.Address, track, new TokenFile(tokenFile), TimeProvider.System);
    }

    /// <summary>Sends one batch of what the spool holds, as much as the uplink takes. Returns how many records the server confirmed as durable.</summary>
    public async Task<long> SendNextAsync(CancellationToken cancellationToken)
    {
        var batch = _core.Take(_spool.Core, _clock.NowUs) ?? throw new MeasurementException("the spool holds nothing to send");
        var answer = await _ingest.SendAsync(batch, _core.Clock.Best, cancellationToken);
        var before = _spool.Core.UnsentRecords;
        foreach (var effect in _core.OnAnswer(batch, answer, _clock.NowUs))
        {
            Apply(effect);
        }

        if (_core.Health.State != UplinkState.Ok || answer.Accepted?.DurableSeq != batch.ToSeq)
        {
            throw new MeasurementException($"ingest did not confirm {batch.FromSeq} to {batch.ToSeq}: {answer.Status} {answer.Problem?.Code ?? answer.Failure}");
        }

        return before - _spool.Core.UnsentRecords;
    }

    public async Task<long> DrainAsync(CancellationToken cancellationToken)
    {
        var sent = 0L;
        while (_spool.Core.FirstUnsent() is not null)
        {
            sent += await SendNextAsync(cancellationToken);
        }

        return sent;
    }

    public void Dispose() => _ingest.Dispose();

    private void Apply(UplinkEffect effect)
    {
        switch (effect)
        {
            case UplinkEffect.Ack(var boot, var acked, var durable):
                _spool.Core.Ack(boot, acked, durable);
                break;
            case UplinkEffect.RememberStream(var epoch, var seq):
                _spool.Core.RememberStream(epoch, seq);
                break;
            case UplinkEffect.ReportClock:
                break;
            default:
                throw new MeasurementException($"a drain that nothing disturbs must not lead to {effect.GetType().Name}");
        }
    }
}
