using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Shell.Ownership;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>
/// Runs one track: recovers, then reads, folds and publishes until another engine turns out to have published first,
/// and starts again. Nothing it holds in memory is needed to go on elsewhere.
/// </summary>
internal sealed class TrackHost(
    TrackId track, TrackLogs logs, TrackLease lease, RaceEngineOptions options, EngineMetrics metrics, TimeProvider time,
    ILogger<TrackHost> logger)
{
    private readonly BrokerRetry _retry = new(track, options.RetryPause, time, logger);
    private volatile WaitingLetters? _letters;
    private volatile string? _lostTail;

    /// <summary>Why the track stands still; <c>null</c> while it runs.</summary>
    public string? Halted => _lostTail ?? (_letters is { Trouble: { } trouble } letters && !letters.HasRoomFor(1) ? trouble : null);

    /// <summary>What the track does without while it runs; <c>null</c> = nothing.</summary>
    public string? Degraded => _letters?.Trouble;

    /// <summary>Dead letters that are not stored yet.</summary>
    public int WaitingLetters => _letters?.Count ?? 0;

    /// <param name="leave">Ends the work between two batches: what was folded is published, nothing is begun.</param>
    /// <param name="abort">Ends the work where it is. Nothing is lost by it either: whoever goes on reads what was published.</param>
    public async Task RunAsync(CancellationToken leave, CancellationToken abort)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(leave, abort);
        var stop = linked.Token;
        while (!stop.IsCancellationRequested)
        {
            var pause = _lostTail is null ? options.RetryPause : options.HaltedPause;
            try
            {
                if (lease.IsValid && await RecoverAsync(stop) is { } actor)
                {
                    await FoldAsync(actor, stop, abort);
                    pause = TimeSpan.Zero; // Fenced: there is something to catch up with.
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (BrokerFailures.IsTransient(e))
            {
                Log.TrackInterrupted(logger, track.Value, e.Message);
            }

            await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<TrackActor?> RecoverAsync(CancellationToken cancellationToken)
    {
        _letters = null; // They are found again, with what they come from.
        // In this order: whoever ran the track before may still be saving, and a checkpoint is saved after its events.
        var checkpoint = await logs.CheckpointAsync(cancellationToken);
        var published = await logs.PublishedAsync(cancellationToken);
        var actor = new TrackActor(track, checkpoint, published, options.ActorOptions);
        if (actor.CheckpointAhead)
        {
            Log.CheckpointAhead(logger, track.Value);
        }

        // Read last: the stream only grows, so it cannot end before what was folded, unless it lost its tail. Then its
        // sequence numbers are used a second time, and waiting for the next one would take for ever.
        var (first, last) = await logs.RawBoundsAsync(cancellationToken);
        var folded = Math.Max(actor.NextRawSeq - 1, published?.RawSeq ?? 0);
        if (folded > last)
        {
            _lostTail = $"the raw stream of {track} lost its tail";
            Log.RawLogLostTail(logger, track.Value, last, folded);
            return null;
        }

        if (folded > 0 && first > actor.NextRawSeq)
        {
            Log.RawLogStartsLate(logger, track.Value, first, actor.NextRawSeq);
        }

        _lostTail = null;
        Log.TrackTaken(logger, track.Value, actor.NextRawSeq, published?.RaceSeq ?? 0);
        return actor;
    }

    /// <summary>Returns when fenced.</summary>
    private async Task FoldAsync(TrackActor actor, CancellationToken stop, CancellationToken abort)
    {
        await using var ahead = new RawReadAhead(logs, actor.NextRawSeq, options.ReadAheadMessages, stop);
        await using var letters = new WaitingLetters(track, options, SendAsync, time, logger);
        _letters = letters;
        SaveCheckpoint? unsaved = null;
        while (true)
        {
            await (letters.HasRoomFor(1) ? ahead.WaitAsync(options.IdleTick, time, stop) : Task.Delay(options.IdleTick, time, stop));
            letters.ThrowIfFaulted();
            if (!lease.IsValid)
            {
                // Another worker may be at it. A renewal by compare-and-set, should one come, says that nobody was.
                await Task.Delay(options.LapsedPause, time, stop);
                continue;
            }

            var pending = Fold(actor, ahead, letters);
            if (!await PublishAsync(actor, abort))
            {
                return;
            }

            unsaved = await SaveAsync(unsaved, letters, abort);
            foreach (var effect in actor.Settle(Micros.From(time.GetElapsedTime(0)), caughtUp: pending == 0))
            {
                switch (effect)
                {
                    case SendDeadLetter letter:
                        letters.Add(letter);
                        break;
                    case SaveCheckpoint checkpoint:
                        unsaved = checkpoint;
                        break;
                    case PublishSnapshot snapshot:
                        await _retry.RunAsync(token => logs.PublishAsync(snapshot, token), abort);
                        break;
                }
            }

            unsaved = await SaveAsync(unsaved, letters, abort);
        }
    }

    /// <summary>Folds what has been read, as far as there is room for the dead letters it may lead to.</summary>
    /// <returns>How many messages were waiting behind the last one.</returns>
    private ulong Fold(TrackActor actor, RawReadAhead ahead, WaitingLetters letters)
    {
        var pending = 0UL;
        for (var i = 0; i < options.FoldBatchMessages && letters.HasRoomFor(actor.UnsentLetters + 1) && ahead.TryRead(out var message); i++)
        {
            pending = message.Pending;
            Fold(actor, new RawRecord((long)message.StreamSeq, message.Data, message.HeaderTexts));
        }

        return pending;
    }

    private void Fold(TrackActor actor, RawRecord raw)
    {
        var diverged = actor.Diverged;
        metrics.Folded(track);
        TryFold(actor, raw);
        if (actor.Diverged && !diverged)
        {
            Log.TrackDiverged(logger, track.Value);
        }
    }

    private void TryFold(TrackActor actor, RawRecord raw)
    {
        for (var attempt = 1; attempt <= options.MaxTries; attempt++)
        {
            try
            {
                actor.Accept(raw);
                return;
            }
            catch (Exception e)
            {
                // The fold is total, so this is a bug; one message must not stop a race day.
                Log.InputFailed(logger, e, track.Value, raw.StreamSeq, attempt);
            }
        }

        actor.Skip(raw, "fold_failed");
    }

    /// <returns><c>false</c> when another engine has published first.</returns>
    private async Task<bool> PublishAsync(TrackActor actor, CancellationToken cancellationToken)
    {
        while (actor.NextPublish(options.PublishBatchEvents) is { } publish)
        {
            var outcome = await _retry.RunAsync(token => logs.AppendAsync(publish, token), cancellationToken);
            if (!outcome.Appended)
            {
                metrics.Fenced(track);
                Log.TrackFenced(logger, track.Value);
                return false;
            }

            actor.OnPublished(publish.Events.Length, (long)outcome.LastSeq);
            metrics.Published(track, publish.Events.Length);
        }

        return true;
    }

    private async Task SendAsync(SendDeadLetter letter, CancellationToken cancellationToken)
    {
        await logs.SendAsync(letter, cancellationToken);
        metrics.DeadLettered(track);
        Log.InputDeadLettered(logger, track.Value, letter.RawSeq, letter.Reason);
    }

    /// <summary>Not before the dead letters of what it stands for are stored: who starts from it does not see them again.</summary>
    /// <returns>What is still to be saved.</returns>
    private async Task<SaveCheckpoint?> SaveAsync(SaveCheckpoint? checkpoint, WaitingLetters letters, CancellationToken cancellationToken)
    {
        if (checkpoint is null || !letters.AllowsCheckpoint(checkpoint.RawSeq))
        {
            return checkpoint;
        }

        if (checkpoint.Body.Length > options.MaxCheckpointBytes)
        {
            Log.CheckpointTooLarge(logger, track.Value, checkpoint.Body.Length);
        }
        else
        {
            await _retry.RunAsync(token => logs.SaveAsync(checkpoint, token), cancellationToken);
        }

        return null;
    }
}
