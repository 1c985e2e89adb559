using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform.Messaging;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.Ingest;

/// <summary>
/// Turns a lane's verdicts into reads and appends. Whenever the outcome of an append is open (an exception, a fence, an
/// answer that names an older message) the log is read again before anything is judged: the log alone says what is on it.
/// </summary>
internal sealed class LaneWork(
    TrackId track, LaneLog log, IngestMetrics metrics, IOptions<IngestOptions> options, TimeProvider time,
    ILogger<LaneWork> logger)
{
    private const int MaxAttempts = 16;

    private TrackLane? _lane;
    private string? _epoch;
    private bool _current;
    private int _appendsSinceCheckpoint;
    private long _checkpointed = time.GetTimestamp();

    public long? LastSeqOf(IncomingBatch batch) => _lane?.LastSeqOf(batch.Sender);

    public async Task<LaneAnswer> HandleAsync(IncomingBatch batch, CancellationToken cancellationToken)
    {
        var own = new OwnAppends();
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var lane = await CurrentAsync(cancellationToken);
            if (Lacks(lane, batch))
            {
                // Or this replica has not yet seen what another one appended.
                _current = false;
                lane = await CurrentAsync(cancellationToken);
                if (Lacks(lane, batch))
                {
                    // What is missing comes before this batch: appended now, it would stand in its place.
                    metrics.Regression(track);
                    return new LaneAnswer.StreamLost(lane.LastStreamSeq, _epoch ?? "");
                }
            }

            using var timeout = new CancellationTokenSource(options.Value.AppendTimeout, time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            switch (lane.Judge(batch.Sender, batch.Entries))
            {
                case LaneVerdict.Append append:
                    if (await TryAppendAsync(lane, batch, append.FirstNew, own, linked.Token))
                    {
                        return Accepted(lane, batch, own);
                    }

                    break;

                case LaneVerdict.Known:
                    if (await IsStillTrueAsync(lane, batch, linked.Token))
                    {
                        return Accepted(lane, batch, own);
                    }

                    break;

                case LaneVerdict.Gap:
                    // What is missing here another replica may have appended since this one last looked.
                    _current = false;
                    if ((await CurrentAsync(cancellationToken)).Judge(batch.Sender, batch.Entries) is LaneVerdict.Gap gap)
                    {
                        metrics.Gap(track);
                        return new LaneAnswer.Gap(gap.ExpectedSeq);
                    }

                    break;

                case LaneVerdict.Conflict conflict:
                    await DeadLetterAsync(batch, conflict, linked.Token);
                    return new LaneAnswer.Conflict(conflict.Seq);
            }
        }

        return Unavailable(batch, "other writers were ahead too often");
    }

    /// <summary>The broker did not confirm; what is on the log is open until it is read again.</summary>
    public LaneAnswer Failed(IncomingBatch batch, Exception failure)
    {
        _current = false;
        return Unavailable(batch, failure.Message);
    }

    public async Task CheckpointIfDueAsync(CancellationToken cancellationToken)
    {
        var due = _appendsSinceCheckpoint >= options.Value.CheckpointEveryAppends
            || time.GetElapsedTime(_checkpointed) >= options.Value.CheckpointEvery;
        if (due && !cancellationToken.IsCancellationRequested)
        {
            await CheckpointAsync(cancellationToken);
        }
    }

    /// <summary>A checkpoint only shortens the next start, so a failure to write it is no failure of ingest.</summary>
    public async Task CheckpointAsync(CancellationToken cancellationToken)
    {
        if (_appendsSinceCheckpoint == 0 || _lane is null || _epoch is null)
        {
            return;
        }

        _checkpointed = time.GetTimestamp();
        try
        {
            using var timeout = new CancellationTokenSource(options.Value.AppendTimeout, time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            await log.SaveAsync(track, _lane, _epoch, linked.Token);
            _appendsSinceCheckpoint = 0;
        }
        catch (Exception e) when (BrokerFailures.IsTransient(e))
        {
            Log.LaneCheckpointFailed(logger, track, e.Message);
        }
    }

    // An empty subject shows no loss, since age may have emptied it; age makes no other stream of it.
    private bool Lacks(TrackLane lane, IncomingBatch batch) => batch.Confirmed is { } confirmed
        && (confirmed.Epoch != _epoch || (lane.LastStreamSeq > 0 && confirmed.Seq > lane.LastStreamSeq));

    private async Task<TrackLane> CurrentAsync(CancellationToken cancellationToken)
    {
        // Before its first message a lane has no sequence that a fence could catch a new stream by.
        if (_current && _lane is { LastStreamSeq: > 0 })
        {
            return _lane;
        }

        var first = _lane is null;
        var known = _lane?.LastStreamSeq ?? 0;
        var sync = await log.SyncAsync(track, _lane, _epoch, cancellationToken);
        (_lane, _epoch, _current) = (sync.Lane, sync.Epoch, true);
        _appendsSinceCheckpoint += sync.Messages;
        if (sync.Regressed)
        {
            metrics.Regression(track);
            Log.LogRegressed(logger, track, known);
        }

        if (first)
        {
            Log.LaneReady(logger, track, _lane.LastStreamSeq, sync.Messages);
        }

        return _lane;
    }

    private async Task<bool> TryAppendAsync(
        TrackLane lane, IncomingBatch batch, int firstNew, OwnAppends own, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var messages = batch.Messages.Skip(firstNew).ToArray();
        var outcome = await log.AppendAsync(track, lane.LastStreamSeq, messages, cancellationToken);
        own.Add(lane, lane.LastStreamSeq, outcome.Written);
        if (outcome.Written > 0)
        {
            metrics.Appended(track, outcome.Written, time.GetElapsedTime(start));
        }

        if (!outcome.Appended || outcome.Adopted)
        {
            // Another writer, or an append of ours whose answer was lost, is ahead: the log tells which.
            metrics.Fenced(track);
            _current = false;
            return false;
        }

        foreach (var entry in batch.Entries.Skip(firstNew))
        {
            lane.Observe(batch.Sender, entry, outcome.LastSeq, messages[^1].IdempotencyKey);
        }

        _appendsSinceCheckpoint += messages.Length;
        return true;
    }

    /// <summary>Looks at the log once more before duplicates are confirmed, since no append does: the stream may be another one by now.</summary>
    private async Task<bool> IsStillTrueAsync(TrackLane lane, IncomingBatch batch, CancellationToken cancellationToken)
    {
        _current = false;
        var fresh = await CurrentAsync(cancellationToken);
        return ReferenceEquals(fresh, lane) && fresh.Judge(batch.Sender, batch.Entries) is LaneVerdict.Known;
    }

    private async Task DeadLetterAsync(IncomingBatch batch, LaneVerdict.Conflict conflict, CancellationToken cancellationToken)
    {
        metrics.Conflicts(track, conflict.Indexes.Count);
        Log.LaneConflict(logger, track, batch.Sender.Client, batch.Sender.Boot, conflict.Seq);
        foreach (var index in conflict.Indexes)
        {
            await log.DeadLetterAsync(batch.Messages[index], batch.Entries[index].Hash, cancellationToken);
        }
    }

    /// <summary>New is what this call wrote; what another replica wrote meanwhile, that one counts.</summary>
    private LaneAnswer.Accepted Accepted(TrackLane lane, IncomingBatch batch, OwnAppends own)
    {
        var (appended, behind) = own.On(lane);
        metrics.Duplicates(track, batch.Messages.Count - appended);
        return new(appended, batch.Messages.Count - appended, lane.LastSeqOf(batch.Sender), lane.LastStreamSeq, _epoch ?? "", behind);
    }

    private LaneAnswer.Unavailable Unavailable(IncomingBatch batch, string reason)
    {
        metrics.Unavailable(track);
        Log.LaneUnavailable(logger, track, reason);
        return new LaneAnswer.Unavailable(reason, LastSeqOf(batch), _lane?.LastStreamSeq, _epoch);
    }
}
