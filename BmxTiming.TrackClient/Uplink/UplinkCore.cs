using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Spool;

namespace BmxTiming.TrackClient.Uplink;

/// <summary>
/// Decides what to send and what an answer means; does neither itself. One batch is in flight at most: with more, a retry could
/// overtake what follows it. Nothing here ever drops a record: what can not be sent waits.
/// </summary>
internal sealed class UplinkCore
{
    /// <summary>Bytes of envelopes in a batch; the rest of the limit is room for what is around them.</summary>
    public const int MaxBatchBytes = IngestBatch.MaxBytes - 4096;

    private const int MaxRewindsWithoutProgress = 3;

    private readonly EnvelopeWriter _envelopes;
    private readonly Backoff _backoff;
    private int _rewinds;
    private int _serverLimit = IngestBatch.MaxEvents;
    private int _linkLimit = IngestBatch.MaxEvents;
    private string? _epoch;
    private long _streamSeq;
    private Micros _notBeforeUs;

    public UplinkCore(EnvelopeWriter envelopes, Func<long, long> jitter, string? streamEpoch, long streamSeq, Micros nowUs)
    {
        _envelopes = envelopes;
        _backoff = new Backoff(Micros.FromMilliseconds(250), Micros.FromSeconds(8), jitter);
        _epoch = streamEpoch;
        _streamSeq = streamSeq;
        Health = new UplinkHealth(UplinkState.Waiting, nowUs, null, null);
    }

    public ClockEstimator Clock { get; } = new();

    public UplinkHealth Health { get; private set; }

    public UplinkCounters Counters { get; private set; } = new();

    /// <summary>When the oldest record that waits was captured; null when all is sent.</summary>
    public Micros? OldestUnsentUs { get; private set; }

    /// <summary>Most records of the next batch: what the server takes, and what the link has carried within the time-out.</summary>
    public int MaxRecords => Math.Min(_serverLimit, _linkLimit);

    /// <summary>How long to wait before the next batch; zero = now.</summary>
    public Micros WaitUs(Micros nowUs) => nowUs < _notBeforeUs ? _notBeforeUs - nowUs : Micros.Zero;

    /// <summary>The next batch: of the oldest boot that has something to send, as much as has gathered. Null when all is sent.</summary>
    public UplinkBatch? Take(SpoolCore spool, Micros nowUs)
    {
        if (spool.FirstUnsent() is not { } boot)
        {
            OldestUnsentUs = null;
            return null;
        }

        var from = boot.AckedSeq + 1;
        var read = spool.Read(boot.Id, from, Math.Min(MaxRecords, (int)Math.Min(int.MaxValue, boot.UnsentRecords)), MaxBatchBytes);
        if (read.MissingToSeq is { } missingTo)
        {
            missingTo = Math.Min(missingTo, boot.LastToSendSeq);
            var loss = _envelopes.DeclareLoss(boot.Id, from, missingTo, nowUs, "not in the spool");
            return new UplinkBatch(boot.Id, from, missingTo, [loss], IsLoss: true, nowUs) { StreamEpoch = _epoch, StreamSeq = _streamSeq };
        }

        if (read.Records.Count == 0)
        {
            return null;
        }

        OldestUnsentUs = EnvelopeTime.CapturedAtUs(read.Records[0].Span);
        return new UplinkBatch(boot.Id, from, read.LastSeq, read.Records, IsLoss: false, nowUs) { StreamEpoch = _epoch, StreamSeq = _streamSeq };
    }

    public IReadOnlyList<UplinkEffect> OnAnswer(UplinkBatch batch, UplinkAnswer answer, Micros nowUs)
    {
        var effects = new List<UplinkEffect>();
        Counters = Counters with { Batches = Counters.Batches + 1 };
        switch (answer)
        {
            case { Status: 200, Accepted: { } accepted }:
                OnAccepted(batch, accepted, nowUs, effects);
                break;
            case { Status: 409, Problem: { Code: IngestCodes.Gap, ExpectedSeq: { } expected } } when expected >= 1:
                OnGap(batch, expected, nowUs, effects);
                break;
            case { Status: 409, Problem.Code: IngestCodes.Conflict }:
                OnConflict(batch, answer.Problem.Seq, nowUs, effects);
                break;
            case { Status: 409, Problem: { Code: IngestCodes.StreamLost, StreamEpoch: { } epoch, StreamSeq: { } seq } }:
                OnStreamLost(epoch, seq, nowUs, effects);
                break;
            case { Status: 413 } when MaxRecords > 1 && batch.Records.Count > 1:
                _serverLimit = Math.Max(1, Math.Min(MaxRecords, batch.Records.Count) / 2);
                break;
            case { Status: 401 }:
                effects.Add(new UplinkEffect.ReloadToken());
                Wait(UplinkState.Refused, answer, nowUs);
                break;
            case { Status: 0 or 408 or 429 or >= 500 }:
                // A link so slow that a full batch never gets through in time must carry smaller ones, or nothing ever arrives.
                _linkLimit = answer.TimedOut ? Math.Max(1, Math.Min(MaxRecords, batch.Records.Count) / 2) : _linkLimit;
                Wait(UplinkState.Offline, answer, nowUs);
                break;
            default:
                Wait(UplinkState.Refused, answer, nowUs);
                break;
        }

        return effects;
    }

    private void OnAccepted(UplinkBatch batch, IngestAccepted accepted, Micros nowUs, List<UplinkEffect> effects)
    {
        _backoff.Reset();
        _rewinds = 0;
        _linkLimit = Math.Min(IngestBatch.MaxEvents, _linkLimit * 2);
        SetHealth(UplinkState.Ok, null, null, nowUs);
        if (Clock.Add(batch.SentUs, accepted.ReceivedUs, accepted.SentUs, nowUs) is { } report)
        {
            effects.Add(new UplinkEffect.ReportClock(report));
        }

        var ackedSeq = batch.IsLoss ? batch.ToSeq : Math.Min(accepted.LastSeq, batch.ToSeq);
        effects.Add(new UplinkEffect.Ack(batch.Boot, ackedSeq, Math.Min(accepted.DurableSeq, ackedSeq)));
        Counters = Counters with
        {
            Records = Counters.Records + accepted.Accepted,
            Duplicates = Counters.Duplicates + accepted.Duplicates,
            DeclaredLost = Counters.DeclaredLost + (batch.IsLoss && accepted.Accepted > 0 ? batch.ToSeq - batch.FromSeq + 1 : 0),
        };
        if (ackedSeq < batch.ToSeq)
        {
            _notBeforeUs = nowUs + _backoff.Next(); // a 200 that confirms less than was sent; ask again, but not in a tight loop
        }

        OnStream(accepted, effects);
    }

    private void OnStream(IngestAccepted accepted, List<UplinkEffect> effects)
    {
        // Only a fresh append says where the stream ends: a batch of duplicates may be answered by a server that has seen less.
        // What was appended now must lie behind all that was confirmed before, whoever else wrote in between. A server that does not
        // say behind what it appended is an older one.
        var behind = accepted.BehindStreamSeq ?? accepted.StreamSeq - accepted.Accepted;
        var epochChanged = _epoch is not null && accepted.StreamEpoch != _epoch;
        var lostTail = !epochChanged && _epoch is not null && accepted.Accepted > 0 && behind < _streamSeq;
        if (epochChanged || lostTail)
        {
            Counters = Counters with { Regressions = Counters.Regressions + 1 };
            effects.Add(new UplinkEffect.RewindAll(epochChanged ? "stream_epoch" : "stream_seq"));
        }

        _streamSeq = epochChanged || lostTail ? accepted.StreamSeq : Math.Max(_streamSeq, accepted.StreamSeq);
        _epoch = accepted.StreamEpoch;
        effects.Add(new UplinkEffect.RememberStream(_epoch, _streamSeq));
    }

    /// <summary>The log was asked about before anything was appended, so what it lacks comes back in its order.</summary>
    private void OnStreamLost(string epoch, long seq, Micros nowUs, List<UplinkEffect> effects)
    {
        Counters = Counters with { Regressions = Counters.Regressions + 1 };
        effects.Add(new UplinkEffect.RewindAll(epoch != _epoch ? "stream_epoch" : "stream_seq"));
        (_epoch, _streamSeq) = (epoch, seq);
        effects.Add(new UplinkEffect.RememberStream(epoch, seq));
        if (++_rewinds > MaxRewindsWithoutProgress)
        {
            // Two streams answer in turn: go on trying, but slowly.
            Wait(UplinkState.Refused, new UplinkAnswer(409) { Problem = new IngestProblem { Code = IngestCodes.StreamLost } }, nowUs);
        }
    }

    private void OnGap(UplinkBatch batch, long expectedSeq, Micros nowUs, List<UplinkEffect> effects)
    {
        Counters = Counters with { Gaps = Counters.Gaps + 1 };
        if (expectedSeq < batch.FromSeq)
        {
            if (expectedSeq == 1)
            {
                // The log holds nothing of this boot any more: then the end of the boots before it may be gone with it.
                effects.Add(new UplinkEffect.RewindAll("boot_unknown"));
            }

            effects.Add(new UplinkEffect.Rewind(batch.Boot, expectedSeq));
            if (_rewinds < MaxRewindsWithoutProgress)
            {
                _rewinds++;
                return;
            }
        }

        // Not a gap by our reading, or rewinding does not help: go on trying, but slowly.
        Wait(UplinkState.Refused, new UplinkAnswer(409) { Problem = new IngestProblem { Code = IngestCodes.Gap } }, nowUs);
    }

    private void OnConflict(UplinkBatch batch, long? conflictSeq, Micros nowUs, List<UplinkEffect> effects)
    {
        var seq = Math.Clamp(conflictSeq ?? batch.FromSeq, batch.FromSeq, batch.ToSeq);
        if (batch.IsLoss)
        {
            // What we have lost is on the log: all the better. Ask for the next number only.
            effects.Add(new UplinkEffect.Ack(batch.Boot, batch.FromSeq, 0));
            return;
        }

        Counters = Counters with { Conflicts = Counters.Conflicts + 1 };
        // What stands before it is not confirmed by this: a refusal does not name the stream. It is sent again and found a duplicate.
        effects.Add(new UplinkEffect.Refile(batch.Boot, seq));
        SetHealth(UplinkState.Ok, IngestCodes.Conflict, $"boot {batch.Boot} seq {seq}", nowUs);
    }

    private void Wait(UplinkState state, UplinkAnswer answer, Micros nowUs)
    {
        Counters = Counters with { Failures = Counters.Failures + 1 };
        _notBeforeUs = nowUs + _backoff.Next(answer.RetryAfterUs);
        var code = answer.Problem?.Code ?? (answer.Status == 0 ? "unreachable" : $"http_{answer.Status}");
        SetHealth(state, code, answer.Failure ?? answer.Problem?.Detail, nowUs);
    }

    private void SetHealth(UplinkState state, string? code, string? detail, Micros nowUs) =>
        Health = new UplinkHealth(state, Health.State == state ? Health.SinceUs : nowUs, code, detail);
}
