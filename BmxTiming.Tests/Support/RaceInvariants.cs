using System.Collections.Immutable;
using BmxTiming.Protocol.Live;
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
    }

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
        Assert.Equal(state.Runs.Length, state.Runs.Select(r => r.RunId).Distinct().Count());
        Assert.True(state.Senders.Count <= RaceState.MaxSenders && state.Decoders.Count <= RaceState.MaxDecoders);
        Assert.All(state.Decoders.Values, d => Assert.True(d.Marks.Count + d.EarlierMarks.Count <= DecoderState.MaxMarks));
    }

    private static void CheckRun(Run run)
    {
        Assert.Equal(run.Phase == RunPhase.Staged, run.Gate is null);
        Assert.Equal(run.Phase == RunPhase.Finished, run.AcceptsUntilUs is not null);
        Assert.Equal(run.Riders.Select(r => r.Entry.Lane).Order(), run.Riders.Select(r => r.Entry.Lane));
        foreach (var rider in run.Riders)
        {
            Assert.True(rider.Reads.Length <= RunRider.MaxReads);
            var expected = run.Gate is { } gate
                ? CrossingAssignment.Of(run.Plan.Track, gate.TimeUs, rider.Reads).Crossings
                : [];
            Assert.Equal(expected.AsEnumerable(), rider.Crossings);
        }

        Assert.True(run.Phase != RunPhase.Racing || !run.AllFinished);
        Assert.True(run.Phase != RunPhase.Finished || run.Forced || run.AllFinished);
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
        }
    }

    private static void CheckResults(Run run, ImmutableArray<Result> results)
    {
        CheckOnceEach(run, results.Select(r => r.Entry.Lane));
        var finishers = results.TakeWhile(r => r.Code is null).ToArray();
        Assert.All(results.Skip(finishers.Length), r => Assert.True(r.Code is not null && r.Place is null && r.ElapsedUs is null));
        foreach (var result in finishers)
        {
            Assert.Equal(1 + finishers.Count(f => f.ElapsedUs < result.ElapsedUs), result.Place);
            Assert.Equal(finishers.Count(f => f.ElapsedUs == result.ElapsedUs) > 1, result.Tie);
        }

        Assert.Equal(finishers.Select(f => f.Place).Order(), finishers.Select(f => f.Place));
    }

    private static void CheckOnceEach(Run run, IEnumerable<int> lanes) =>
        Assert.Equal(run.Riders.Select(r => r.Entry.Lane), lanes.Order());

    private static string Phase(Run run) => run.Phase == RunPhase.Staged ? RacePhases.Staged : RacePhases.Racing;
}
