using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Shell;

namespace BmxTiming.Tests.Simulation;

/// <summary>What engines share: the events subject and the checkpoint.</summary>
internal sealed class EngineStore
{
    public SimulatedLog<OutgoingEvent> Events { get; } = new();

    public byte[]? Checkpoint { get; set; }
}

/// <summary>An engine worker: the real actor over the simulated logs, one small step at a time, so that others come between.</summary>
internal sealed class SimulatedEngine(TrackId track, SimulatedLog<byte[]> raw, EngineStore store, Flaw flaw)
{
    private static readonly TrackActorOptions s_options = new() { CheckpointEveryRaws = 5 };
    private TrackActor? _actor;

    public bool IsIdle => _actor is not null && _actor.NextRawSeq > raw.LastSeq && _actor.NextPublish(1) is null;

    public void Crash() => _actor = null;

    public void Step(Micros now)
    {
        _actor ??= Recover();
        if (_actor.NextPublish(3) is { } publish)
        {
            Publish(_actor, publish);
            return;
        }

        if (_actor.NextRawSeq <= raw.LastSeq)
        {
            var seq = _actor.NextRawSeq;
            _actor.Accept(new RawRecord(seq, raw.Messages[(int)seq - 1]));
        }

        foreach (var save in _actor.Settle(now, caughtUp: _actor.NextRawSeq > raw.LastSeq).OfType<SaveCheckpoint>())
        {
            store.Checkpoint = save.Body.ToArray();
        }
    }

    private void Publish(TrackActor actor, PublishEvents publish)
    {
        var expected = publish.ExpectedStreamSeq;
        foreach (var message in publish.Events)
        {
            if (!store.Events.TryAppend(flaw == Flaw.EngineWithoutFence ? null : expected, message))
            {
                _actor = null; // Fenced: somebody else goes on; look again what is published.
                return;
            }

            expected++;
            actor.OnPublished(1, store.Events.LastSeq);
        }
    }

    private TrackActor Recover()
    {
        var last = store.Events.LastSeq == 0 ? null : store.Events.Messages[^1];
        var published = last is null ? null : new PublishedPosition(last.RawSeq, last.Ordinal, last.RaceSeq, store.Events.LastSeq);
        return new TrackActor(track, store.Checkpoint is null ? null : EngineCheckpoint.TryRead(store.Checkpoint), published, s_options);
    }
}
