using System.Text.Json;
using BmxTiming.Protocol.Json;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Snapshots.RaceEngine;

public sealed class CleanRaceTests
{
    [Fact]
    public void Events_of_a_clean_race()
    {
        var (log, fold) = Race();

        Approved.Json(fold.Events.Select(e => (ReadOnlyMemory<byte>)RaceEventWriter.ToBytes(e)));
        Assert.Equal(log.Records.Count, fold.State.Inputs);
    }

    [Fact]
    public void Snapshot_after_a_clean_race()
    {
        var (_, fold) = Race();

        Approved.Json([JsonSerializer.SerializeToUtf8Bytes(fold.Snapshot, WireJson.Default.RaceSnapshot)]);
    }

    [Fact]
    public void Checkpoint_in_the_middle_of_a_race()
    {
        var log = new RawLogBuilder();
        RaceScripts.CleanRace(log);
        var actor = new TrackActor(log.Track, null, null, new TrackActorOptions());
        foreach (var record in log.Records.Take(9))
        {
            actor.Accept(record);
        }

        Approved.Json([actor.Checkpoint().ToBytes()]);
    }

    private static (RawLogBuilder Log, FoldRun Fold) Race()
    {
        var log = new RawLogBuilder();
        RaceScripts.CleanRace(log);
        var fold = new FoldRun(log);
        log.Records.ForEach(r => fold.Feed(r));
        return (log, fold);
    }
}
