using BmxTiming.Protocol.Streams;
using BmxTiming.Server.RaceEngine.Shell;

namespace BmxTiming.Tests.Simulation;

/// <summary>Looks at each engine checkpoint as it is saved: it may hold nothing that is not published.</summary>
internal sealed class CheckpointWatch(TrackWorld world)
{
    private static readonly string s_key = $"{StreamNames.EngineCheckpoints}/{TrackWorld.Track}";

    /// <summary>The first checkpoint that was ahead of the events.</summary>
    public string? Fault { get; private set; }

    /// <summary>The highest raw message any checkpoint was made at.</summary>
    public long RawSeq { get; private set; }

    public void Look(string key, byte[] value)
    {
        if (key != s_key || EngineCheckpoint.TryRead(value) is not { } checkpoint)
        {
            return;
        }

        RawSeq = Math.Max(RawSeq, checkpoint.RawSeq);
        if (checkpoint.State.RaceSeq > world.Broker.Race.Messages.Count)
        {
            Fault ??= $"a checkpoint holds event {checkpoint.State.RaceSeq}, {world.Broker.Race.Messages.Count} are published";
        }
    }
}
