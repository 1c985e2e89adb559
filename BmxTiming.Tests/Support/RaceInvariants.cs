using System.Collections.Immutable;
using System.Text.Json;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Shell;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>What holds after every step of the fold, whatever came in.</summary>
internal static class RaceInvariants
{
    public static void Check(RaceState before, RaceInput input, RaceState after, ImmutableArray<RaceOutput> outputs)
    {
        Assert.Equal(Enumerable.Range(1, outputs.Length).Select(i => before.RaceSeq + i), outputs.Select(o => o.RaceSeq));
        Assert.Equal(before.RaceSeq + outputs.Length, after.RaceSeq);
        CheckVersion(before, after, outputs);
        CheckAnswer(before, input, outputs);
        CheckBounds(after);
        CheckOfficial(before, after);
        foreach (var run in after.Runs)
        {
            CheckRun(run);
        }

        foreach (var output in outputs)
        {
            CheckFact(after, output.Fact);
        }
    }

    /// <summary>The boards' view is made from events alone and must agree with the engine's own state.</summary>
    public static void CheckSnapshot(RaceState state, RaceSnapshot snapshot)
    {
        Assert.Equal(state.RaceSeq, snapshot.RaceSeq);
        Assert.Equal(state.RunVersion, snapshot.RunVersion);
        Assert.Equal(
            state.Runs.Where(r => r.IsOpen).Select(r => (r.RunId, Phase(r))).Order(),
            snapshot.Runs.Where(r => r.Phase is RacePhases.Staged or RacePhases.Racing).Select(r => (r.RunId, r.Phase)).Order());
        Assert.Equal(state.Practice is null, snapshot.Practice is null);
        Assert.Equal(state.Practice?.Riders.Count(r => r.BestUs.Any(b => b is not null)) ?? 0, snapshot.Practice?.Rows.Count ?? 0);
        foreach (var shown in snapshot.Runs)
        {
            if (state.FindRun(shown.RunId) is { } run)
            {
                CheckView(RunViews.Of(run), shown);
            }
        }
    }

    /// <summary>Made from payloads or from their bytes, a snapshot is the same.</summary>
    public static void CheckBothWays(RaceSnapshot written, RaceSnapshot unwritten) => Assert.Equal(Json(written), Json(unwritten));

    private static void CheckView(RunView run, RunView shown)
    {
        Assert.Equal((run.Phase, run.Official, run.GateTimeUs, run.ClockSource), (shown.Phase, shown.Official, shown.GateTimeUs, shown.ClockSource));
        Assert.Equal(run.Riders, shown.Riders);
        Assert.Equal(run.Positions, shown.Positions);
        Assert.Equal(Cells(run), Cells(shown));
        Assert.Equal(run.Flags ?? [], shown.Flags ?? []);
        Assert.Equal(Json(run.Results), Json(shown.Results));
    }

    private static IEnumerable<(string, int, long)> Cells(RunView run) =>
        run.Splits.Select(s => (s.TimingPoint, s.Lane, s.ElapsedUs.Value)).Order();

    private static string Json(IReadOnlyList<ResultRow>? rows) =>
        rows is null ? "" : JsonSerializer.Serialize(rows, WireJson.Default.IReadOnlyListResultRow);

    private static string Json(RaceSnapshot snapshot) => JsonSerializer.Serialize(snapshot, WireJson.Default.RaceSnapshot);

    /// <summary>Stored and read back, the state is the same and is written as the same bytes.</summary>
    public static EngineCheckpoint CheckRoundTrip(RaceState state, RaceSnapshot snapshot, long rawSeq)
    {
        var checkpoint = new EngineCheckpoint
        {
            Format = EngineCheckpoint.CurrentFormat,
            FoldVersion = RaceFold.FoldVersion,
            RawSeq = rawSeq,
            State = state,
            Snapshot = snapshot,
        };
        var bytes = checkpoint.ToBytes();
        var read = EngineCheckpoint.TryRead(bytes);
        Assert.NotNull(read);
        Assert.Equal(bytes, read.ToBytes());
        return read;
    }

    private static void CheckVersion(RaceState before, RaceState after, ImmutableArray<RaceOutput> outputs)
    {
        var raises = outputs.Count(o => o.Fact is GateDropped or ControlApplied or RaceFinished { Forced: false });
        Assert.Equal(before.RunVersion + raises, after.RunVersion);
    }

    private static void CheckAnswer(RaceState before, RaceInput input, ImmutableArray<RaceOutput> outputs)
    {
        var answers = outputs.Count(o => o.Fact is ControlApplied or ControlRejected);
        if (input is IntentInput { Intent: var intent } && !before.KnownIntents.Contains(intent.IntentId))
        {
            Assert.Equal(1, answers);
            Assert.True(outputs[^1].Fact is ControlApplied or ControlRejected);
            Assert.True(outputs[^1].Fact is ControlApplied || outputs.Length == 1);
        }
        else
        {
            Assert.Equal(0, answers);
        }
    }

    private static void CheckBounds(RaceState state)
    {
        Assert.True(state.Runs.Count(r => r.Phase == RunPhase.Staged) <= 1);
        Assert.True(state.Runs.Count(r => r.Phase == RunPhase.Racing) <= RaceState.MaxRacing);
        Assert.True(state.Runs.Count(r => r.Phase == RunPhase.Finished) <= RaceState.MaxFinished);
        Assert.True(state.Runs.Count(r => r.Phase == RunPhase.Abandoned) <= RaceState.MaxAbandoned);
        Assert.True(state.LooseGates.Length <= RaceState.MaxLooseGates);
        Assert.True(state.Practice is null || (state.Practice.Riders.Length <= Practice.MaxRiders && !state.Runs.Any(r => r.IsOpen)));
        Assert.Equal(state.Runs.Length, state.Runs.Select(r => r.RunId).Distinct().Count());
        Assert.True(state.Senders.Count <= RaceState.MaxSenders && state.Decoders.Count <= RaceState.MaxDecoders);
        Assert.All(state.Decoders.Values, d => Assert.True(d.Marks.Count + d.EarlierMarks.Count <= DecoderState.MaxMarks));
    }

    /// <summary>Nothing but taking it back changes a result that stands.</summary>
    private static void CheckOfficial(RaceState before, RaceState after)
    {
        foreach (var run in before.Runs.Where(r => r.Official))
        {
            if (after.FindRun(run.RunId) is { Official: true } same)
            {
                Assert.Equal(RunViews.Of(run).Results!.Select(r => (r.Lane, r.Place, r.Code, r.ElapsedUs)),
                    RunViews.Of(same).Results!.Select(r => (r.Lane, r.Place, r.Code, r.ElapsedUs)));
            }
        }
    }

    private static void CheckRun(Run run)
    {
        Assert.Equal(run.Phase == RunPhase.Staged, run.Gate is null);
        Assert.Equal(run.Phase == RunPhase.Abandoned, run.AbandonedFrom is not null);
        Assert.Equal((run.AbandonedFrom ?? run.Phase) == RunPhase.Finished, run.AcceptsUntilUs is not null);
        Assert.Equal(run.Riders.Select(r => r.Entry.Lane).Order(), run.Riders.Select(r => r.Entry.Lane));
        foreach (var rider in run.Riders)
        {
            Assert.True(rider.Reads.Length <= RunRider.MaxReads);
            var expected = run.Gate is { } gate
                ? CrossingAssignment.Of(run.Plan.Track, gate, rider.Reads).Crossings
                : [];
            Assert.Equal(expected.AsEnumerable(), rider.Crossings);
        }

        Assert.True(run.Phase != RunPhase.Racing || !run.AllFinished);
        Assert.True(run.Phase != RunPhase.Finished || run.Forced || run.AllFinished || run.Corrected);
    }

    private static void CheckFact(RaceState after, RaceFact fact)
    {
        switch (fact)
        {
            case PositionsUpdated update:
                CheckOnceEach(after.FindRun(update.RunId)!, update.Positions.Select(p => p.Entry.Lane));
                break;
            case RaceFinished finished:
                CheckResults(after.FindRun(finished.RunId)!, finished.Results);
                break;
            case ResultCorrected corrected:
                CheckResults(after.FindRun(corrected.RunId)!, corrected.Results);
                break;
            case ResultMadeOfficial official:
                CheckResults(after.FindRun(official.RunId)!, official.Results);
                break;
            case RunRestated restated:
                CheckOnceEach(after.FindRun(restated.Run.RunId)!, Ranking.Positions(restated.Run).Select(p => p.Entry.Lane));
                break;
        }
    }

    private static void CheckResults(Run run, ImmutableArray<Result> results)
    {
        CheckOnceEach(run, results.Select(r => r.Entry.Lane));
        var placed = results.TakeWhile(r => r.Place is not null).ToArray();
        Assert.All(results.Skip(placed.Length), r => Assert.True(r.Code is not null && r.Place is null && r.ElapsedUs is null));
        Assert.All(placed, r => Assert.True(r.Code is null or RiderStatus.Rel));
        for (var i = 0; i < placed.Length; i++)
        {
            Assert.True(placed[i].Place == i + 1 || (placed[i].Tie && placed[i].Place == placed[i - 1].Place));
        }

        var timed = placed.Where(r => r is { Code: null, ElapsedUs: not null }).ToArray();
        if (run.OfficialOrder.IsEmpty && run.ClockSet is null)
        {
            Assert.Equal(timed.Select(r => r.ElapsedUs).Order(), timed.Select(r => r.ElapsedUs));
            Assert.All(timed, r => Assert.Equal(timed.Count(t => t.ElapsedUs == r.ElapsedUs) > 1, r.Tie));
        }
    }

    private static void CheckOnceEach(Run run, IEnumerable<int> lanes) =>
        Assert.Equal(run.Riders.Select(r => r.Entry.Lane), lanes.Order());

    private static string Phase(Run run) => run.Phase == RunPhase.Staged ? RacePhases.Staged : RacePhases.Racing;
}
