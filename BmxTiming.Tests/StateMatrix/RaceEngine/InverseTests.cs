using System.Text.Json;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.StateMatrix.RaceEngine;

/// <summary>What an operator did and took back is not to be seen on a board.</summary>
public sealed class InverseTests
{
    private const string ReopenAndForce = "reopen, force finish";

    private static readonly (string Name, Func<RawLogBuilder, RawRecord> Do, Func<RawLogBuilder, FoldRun, RawRecord> Undo)[] s_pairs =
    [
        ("stage, unstage", log => log.Stage("moto-77"), (log, _) => log.Unstage()),
        ("practice", log => log.PracticeOn(), (log, _) => log.PracticeOff()),
        ("reset, reopen", log => log.Reset(), (log, _) => log.Reopen()),
        ("force finish, reopen", log => log.ForceFinish(), (log, _) => log.Reopen()),
        (ReopenAndForce, log => log.Reopen(), (log, _) => log.ForceFinish()),
        ("insert, void", log => log.Insert(3, "split-1", 40_000), (log, _) => log.Void(3, "split-1")),
        ("void, insert", log => log.Void(2, "hill"), (log, fold) => log.Unvoid(Struck(fold))),
        ("assign, assign back", log => log.Assign(3, 4), (log, _) => log.Assign(3, null)),
        ("order", log => log.Order(4, 3, 2, 1), (log, _) => log.Order()),
        ("result", log => log.Result(1, "dsq"), (log, _) => log.Result(1, null)),
        ("scratch", log => log.Scratch(1), (log, _) => log.Scratch(1, undo: true)),
        ("lane to a free one", log => log.SetLane(1, 8), (log, _) => log.SetLane(8, 1)),
        ("lanes of two", log => log.SetLane(1, 2), (log, _) => log.SetLane(1, 2)),
        ("official", log => log.Official(), (log, _) => log.Official(official: false)),
    ];

    public static TheoryData<string> Pairs => [.. s_pairs.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_intent_and_its_inverse_restore_the_board(string name)
    {
        var (_, act, undo) = s_pairs.Single(p => p.Name == name);
        var carriedOut = 0;
        foreach (var (state, build) in RaceFoldMatrixTests.AllStates)
        {
            var log = new RawLogBuilder();
            build(log);
            var fold = new FoldRun(log);
            log.Records.ForEach(r => fold.Feed(r));
            if (name == ReopenAndForce && fold.State.Runs.LastOrDefault(r => !r.IsOpen)?.Phase == RunPhase.Abandoned)
            {
                continue; // what was abandoned is abandoned again by a reset
            }

            var before = Board(fold);
            fold.Feed(act(log));
            if (fold.LastFacts.OfType<ControlRejected>().Any())
            {
                Assert.Equal(before, Board(fold));
                continue;
            }

            fold.Feed(undo(log, fold));
            Assert.True(fold.LastFacts.OfType<ControlApplied>().Any(), $"{state}: {name} cannot be taken back");
            Assert.True(before == Board(fold), $"{state}: {name}\n{before}\n{Board(fold)}");
            carriedOut++;
        }

        Assert.True(carriedOut > 0, "no state in which it can be done at all");
    }

    private static uint Struck(FoldRun fold) =>
        fold.State.Runs.SelectMany(r => r.Riders).SelectMany(r => r.Reads).First(r => r.Voided).PassingNumber;

    /// <summary>All runs and practice as boards may show them; versions and the age of a read are no part of the picture.</summary>
    private static string Board(FoldRun fold)
    {
        var runs = fold.State.Runs
            .Where(r => r.Phase != RunPhase.Abandoned)
            .Select(r => RunViews.Of(r) with { CapturedUs = null, NeedsDecision = [] });
        var snapshot = RaceSnapshot.Empty(fold.State.TrackId) with { Runs = [.. runs], Practice = fold.Snapshot.Practice };
        return JsonSerializer.Serialize(snapshot, WireJson.Default.RaceSnapshot);
    }
}
