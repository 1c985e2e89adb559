using BmxTiming.Protocol.Time;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Shell;

namespace BmxTiming.Tests.Simulation;

/// <summary>
/// An engine that owns the track, or thinks so: the real actor over the real access to its logs. Two of them run all the
/// time, which is harder than any lease.
/// </summary>
internal sealed class SimulatedEngine(string name, TrackWorld world) : SimulatedProcess(name)
{
    private const int FoldBatch = 4;
    private const int PublishBatch = 12;

    private static readonly TrackActorOptions s_options = new() { CheckpointEveryRaws = 5 };

    private TrackActor? _actor;
    private EngineLink? _link;
    private long _foldedBefore;

    public bool IsIdle => _actor is { } actor && actor.NextRawSeq > (long)world.Broker.Raw.LastOfSubject && actor.NextPublish(1) is null;

    /// <summary>The last raw message it has folded.</summary>
    public long FoldedSeq => (_actor?.NextRawSeq ?? 1) - 1;

    /// <summary>The last raw message it has folded in any of its lives.</summary>
    public long EverFoldedSeq => Math.Max(_foldedBefore, FoldedSeq);

    /// <summary>As <see cref="EverFoldedSeq"/>, and what it is going to fold, because it has read it or the answer with it is on its way.</summary>
    public long EverReadSeq => IsUp && _link is { } link ? Math.Max(EverFoldedSeq, (long)link.GivenSeq) : EverFoldedSeq;

    protected override async Task RunAsync(ProcessLife life)
    {
        _foldedBefore = EverFoldedSeq;
        _actor = null;
        var link = _link = new EngineLink(world, life);
        var logs = new TrackLogs(TrackWorld.Track, link, link, new SubjectWriter(link));
        while (true)
        {
            try
            {
                _foldedBefore = EverFoldedSeq;
                _actor = await RecoverAsync(logs);
                await FoldAsync(_actor, logs, life);
            }
            catch (Exception e) when (BrokerFailures.IsTransient(e))
            {
                // Begins anew, as after a fence.
            }

            await world.PauseAsync(life);
        }
    }

    private static async Task<TrackActor> RecoverAsync(TrackLogs logs)
    {
        // In this order, as the host does: the events can only have grown past the checkpoint.
        var checkpoint = await logs.CheckpointAsync(CancellationToken.None);
        var published = await logs.PublishedAsync(CancellationToken.None);
        var actor = new TrackActor(TrackWorld.Track, checkpoint, published, s_options);
        var (_, last) = await logs.RawBoundsAsync(CancellationToken.None);
        var folded = Math.Max(actor.NextRawSeq - 1, published?.RawSeq ?? 0);
        return folded <= last ? actor : throw new IOException($"the raw log ends at {last}, {folded} was folded");
    }

    /// <summary>Returns when fenced.</summary>
    private async Task FoldAsync(TrackActor actor, TrackLogs logs, ProcessLife life)
    {
        var folded = 0;
        await foreach (var message in logs.ReadRawAsync(actor.NextRawSeq, CancellationToken.None))
        {
            actor.Accept(new RawRecord((long)message.StreamSeq, message.Data));
            if (world.Flaw == Flaw.CheckpointBeforePublish)
            {
                await RetryAsync(life, () => logs.SaveAsync(new SaveCheckpoint(FoldedSeq, actor.Checkpoint().ToBytes()), CancellationToken.None));
            }

            if (message.Pending > 0 && ++folded < FoldBatch)
            {
                continue;
            }

            folded = 0;
            if (!await PublishAsync(actor, logs, life))
            {
                return;
            }

            foreach (var effect in actor.Settle(Micros.Now(world.Time), caughtUp: message.Pending == 0))
            {
                await RetryAsync(life, () => effect switch
                {
                    PublishSnapshot snapshot => logs.PublishAsync(snapshot, CancellationToken.None),
                    SaveCheckpoint checkpoint => logs.SaveAsync(checkpoint, CancellationToken.None),
                    SendDeadLetter letter => logs.SendAsync(letter, CancellationToken.None),
                    _ => throw new InvalidOperationException($"unknown effect {effect}"),
                });
            }
        }
    }

    private async Task<bool> PublishAsync(TrackActor actor, TrackLogs logs, ProcessLife life)
    {
        while (actor.NextPublish(PublishBatch) is { } publish)
        {
            AppendOutcome outcome = default;
            await RetryAsync(life, async () => outcome = await logs.AppendAsync(publish, CancellationToken.None));
            if (!outcome.Appended)
            {
                return false;
            }

            actor.OnPublished(publish.Events.Length, (long)outcome.LastSeq);
        }

        return true;
    }

    private async Task RetryAsync(ProcessLife life, Func<Task> call)
    {
        while (true)
        {
            try
            {
                await call();
                return;
            }
            catch (Exception e) when (BrokerFailures.IsTransient(e))
            {
                await world.PauseAsync(life);
            }
        }
    }
}
