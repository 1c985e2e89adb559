using System.Text.Json;
using BmxTiming.Protocol.Json;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Snapshots.RaceEngine;

/// <summary>What officials change, as bytes. The browser folds the same events (frontend/src/lib/race/reduce.test.ts).</summary>
public sealed class CorrectedRaceTests
{
    [Fact]
    public void Events_of_a_corrected_race() => Approved.Json(Bytes(Corrected()));

    [Fact]
    public void Snapshot_after_a_corrected_race() => Approved.Json(Board(Corrected()));

    [Fact]
    public void Events_of_practice() => Approved.Json(Bytes(Practised()));

    [Fact]
    public void Snapshot_after_practice() => Approved.Json(Board(Practised()));

    /// <summary>Lane 4 is scratched, lane 3 is never read at the finish: forced, placed by officials, made official.</summary>
    private static FoldRun Corrected() => Fold(log =>
    {
        log.Stage();
        log.Scratch(4);
        log.SetLane(3, 8);
        log.Gate(0);
        log.Lane(1, 2_500);
        log.Lane(2, 2_600);
        log.Lane(1, 65_000);
        log.Lane(2, 65_000);
        log.ForceFinish();
        log.Reopen();
        log.Insert(8, "finish", 66_000);
        log.Order(2, 1, 8);
        log.Result(1, "dsq");
        log.Official();
    });

    private static FoldRun Practised() => Fold(log =>
    {
        log.PracticeOn();
        log.Gate(0);
        log.Passing(5_551_234, 2_500);
        log.Passing(null, 2_600, code: "FL-00009");
        log.Passing(5_551_234, 65_000);
        log.Gate(100_000);
        log.Passing(5_551_234, 102_700);
    });

    private static FoldRun Fold(Action<RawLogBuilder> write)
    {
        var log = new RawLogBuilder();
        write(log);
        var fold = new FoldRun(log);
        log.Records.ForEach(r => fold.Feed(r));
        return fold;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Bytes(FoldRun fold) =>
        fold.Events.Select(e => (ReadOnlyMemory<byte>)RaceEventWriter.ToBytes(e));

    private static IEnumerable<ReadOnlyMemory<byte>> Board(FoldRun fold) =>
        [JsonSerializer.SerializeToUtf8Bytes(fold.Snapshot, WireJson.Default.RaceSnapshot)];
}
