using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Spool;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BmxTiming.TrackClient.Uplink;

/// <summary>
/// Sends what the spool holds. Idle, it sends a message as soon as it is durable; while a batch is in flight the next one gathers.
/// </summary>
internal sealed class UplinkHost(
    SpoolHost spool, IngestClient ingest, TokenFile token, EnvelopeWriter envelopes, CaptureQueue queue, BootClock clock, ILogger<UplinkHost> log)
    : BackgroundService
{
    /// <summary>How often the report is made new while there is nothing to send.</summary>
    private static readonly TimeSpan ReportPeriod = TimeSpan.FromSeconds(5);

    /// <summary>A batch in flight may finish when the program is stopped; it is sent again otherwise.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(2);

    private volatile UplinkReport _report = UplinkReport.Nothing;
    private Task _committed = Task.CompletedTask;
    private Task _reportDue = Task.CompletedTask;

    public UplinkReport Report => _report;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var sending = new CancellationTokenSource();
        await using var grace = stoppingToken.Register(() => sending.CancelAfter(StopGrace));
        var core = spool.Use(held => new UplinkCore(envelopes, Random.Shared.NextInt64, held.StreamEpoch, held.StreamSeq, clock.NowUs));
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await StepAsync(core, sending.Token, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping; what was not confirmed is sent again after the next start.
        }
    }

    private async Task StepAsync(UplinkCore core, CancellationToken sendingToken, CancellationToken stoppingToken)
    {
        var wait = core.WaitUs(clock.NowUs);
        if (wait > Micros.Zero)
        {
            await Task.Delay(wait.ToTimeSpan(), clock.Time, stoppingToken);
        }

        if (spool.Use(held => core.Take(held, clock.NowUs)) is not { } batch)
        {
            _report = UplinkReport.Of(core, clock.NowUs, _report.LastAnswerUs);
            await WaitForWorkAsync(stoppingToken);
            return;
        }

        _report = UplinkReport.Of(core, clock.NowUs, _report.LastAnswerUs);
        var before = core.Health;
        var answer = await SendAsync(batch, core.Clock.At(clock.NowUs), sendingToken);
        var answeredUs = clock.NowUs;
        foreach (var effect in core.OnAnswer(batch, answer, answeredUs))
        {
            Apply(effect);
        }

        LogChange(before, core.Health);
        _report = UplinkReport.Of(core, answeredUs, answer.Accepted is null ? _report.LastAnswerUs : answeredUs);
    }

    // Both waits go on until they end: a timer for each message would cost more than the message.
    private async Task WaitForWorkAsync(CancellationToken stoppingToken)
    {
        _committed = _committed.IsCompleted ? spool.WaitForCommitAsync(stoppingToken) : _committed;
        _reportDue = _reportDue.IsCompleted ? Task.Delay(ReportPeriod, clock.Time, stoppingToken) : _reportDue;
        await await Task.WhenAny(_committed, _reportDue);
    }

    // One trace a batch: the server's spans of this append hang below it, and its id stands in the server's log.
    private async Task<UplinkAnswer> SendAsync(UplinkBatch batch, ClockReport? reported, CancellationToken cancellationToken)
    {
        using var trace = UplinkTrace.Start(batch);
        var answer = await ingest.SendAsync(batch, reported, cancellationToken);
        UplinkTrace.End(trace, answer);
        return answer;
    }

    private void Apply(UplinkEffect effect)
    {
        try
        {
            switch (effect)
            {
                case UplinkEffect.Ack(var boot, var acked, var durable):
                    spool.Use(held => Run(() => held.Ack(boot, acked, durable)));
                    break;
                case UplinkEffect.Rewind(var boot, var from):
                    log.Rewinding(boot.Value, from);
                    spool.Use(held => Run(() => held.Rewind(boot, from)));
                    break;
                case UplinkEffect.RewindAll(var reason):
                    log.StreamLost(reason);
                    spool.Use(held => Run(held.RewindAll));
                    break;
                case UplinkEffect.RememberStream(var epoch, var seq):
                    spool.Use(held => Run(() => held.RememberStream(epoch, seq)));
                    break;
                case UplinkEffect.Refile(var boot, var from):
                    var newBoot = BootIdentity.New(clock.Time);
                    var count = spool.Use(held => held.Refile(boot, from, newBoot, (old, seq) => envelopes.Refile(old.Span, newBoot, seq)));
                    log.Conflict(boot.Value, from, count, newBoot.Value);
                    break;
                case UplinkEffect.ReloadToken:
                    token.Forget();
                    break;
                case UplinkEffect.ReportClock(var report):
                    var payload = new GatewayPayload(GatewayKinds.ClockOffset, OffsetUs: report.OffsetUs, UncertaintyUs: report.UncertaintyUs);
                    _ = queue.TryAdd(CapturedMessage.Gateway(clock.NowUs, payload));
                    break;
            }
        }
        catch (IOException failure)
        {
            // The disk; the spool's own writer reports and retries. What was not noted here is sent again and found a duplicate.
            log.UplinkSpoolFailed(failure);
        }
    }

    private void LogChange(UplinkHealth before, UplinkHealth after)
    {
        if (before.State == after.State && before.Code == after.Code)
        {
            return;
        }

        switch (after.State)
        {
            case UplinkState.Ok:
                log.UplinkOk();
                break;
            case UplinkState.Refused:
                log.UplinkRefused(after.Code ?? "", after.Detail ?? "");
                break;
            default:
                log.UplinkOffline(after.Code ?? "", after.Detail ?? "");
                break;
        }
    }

    private static bool Run(Action action)
    {
        action();
        return true;
    }
}
