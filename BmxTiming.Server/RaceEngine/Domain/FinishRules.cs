using System.Collections.Immutable;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>What a change of crossings means to a run, and how a run ends. Riders are never dropped by a clock: people decide.</summary>
internal static class FinishRules
{
    /// <summary>Emits what differs between two states of a run, in a fixed order, and ends the run when all have finished.</summary>
    public static void Publish(FoldStep step, Run before, Run after)
    {
        step.Put(after);
        if (LosesCrossing(before, after))
        {
            // An earlier finish makes a later read a second one: its time must leave the boards.
            step.Emit(after, new RunRestated(after, step.State.RunVersion, CorrectionReasons.LatePassing));
        }

        var changes = ChangedCrossings(before, after);
        foreach (var (rider, crossing) in changes)
        {
            step.Emit(after, new SplitTaken(
                after.RunId,
                after.Plan.Track.Points[crossing.Point].Id,
                rider.Entry.Lane,
                rider.Entry.RiderId,
                crossing.ElapsedUs,
                Ranking.PlaceAt(after, rider, crossing).Place,
                step.CapturedUs));
        }

        step.Emit(after, new PositionsUpdated(after.RunId, Ranking.Positions(after), step.CapturedUs));
        foreach (var (rider, crossing) in changes)
        {
            if (crossing.Point == after.Plan.Track.FinishIndex)
            {
                var (place, tie) = Ranking.PlaceAt(after, rider, crossing);
                step.Emit(after, new RiderFinished(
                    after.RunId, rider.Entry.Lane, rider.Entry.RiderId, crossing.ElapsedUs, place, tie, step.CapturedUs));
            }
        }

        if (after.Phase == RunPhase.Finished)
        {
            step.Emit(after, new ResultCorrected(
                after.RunId, step.State.RunVersion, CorrectionReasons.LatePassing, RaceResults.Of(after)));
            FlagRules.Refresh(step, after.RunId);
        }
        else if (after.AllFinished)
        {
            Complete(step, after);
        }
    }

    /// <summary>Every rider is in.</summary>
    public static void Complete(FoldStep step, Run run) => End(step, run, forced: false, step.RaiseVersion());

    /// <summary>Riders still out are DNF, those never read DNS; reads within the grace still make finishers of them.</summary>
    public static void Force(FoldStep step, Run run, long runVersion) => End(step, run, forced: true, runVersion);

    /// <summary>Asks for a decision, once, when a run on this decoder's clock has riders out for too long.</summary>
    public static void CheckDeadlines(FoldStep step, uint decoderId)
    {
        if (!step.State.Decoders.TryGetValue(decoderId, out var decoder) || decoder.NowUs is not { } nowUs)
        {
            return;
        }

        foreach (var run in step.State.Runs)
        {
            if (run is { Phase: RunPhase.Racing, DecisionRaised: false, Gate: { } gate }
                && gate.DecoderId == decoderId
                && Overdue(run, NowIn(run, decoderId, nowUs) - gate.TimeUs) is { } reason)
            {
                var raised = run with { DecisionRaised = true };
                step.Put(raised);
                step.Emit(raised, new DecisionNeeded(
                    run.RunId, reason, [.. run.StillOut.Select(r => r.Entry.Lane)]));
                FlagRules.Refresh(step, run.RunId);
            }
        }
    }

    /// <summary>What a decoder's clock reads now, in the run's time.</summary>
    private static Micros NowIn(Run run, uint decoderId, Micros nowUs)
    {
        var trackUs = run.Plan.Track.TrackTime(decoderId, nowUs);
        return run.ClockSet is { } set && set.DecoderId == decoderId ? trackUs - set.DeltaUs : trackUs;
    }

    private static string? Overdue(Run run, Micros elapsedUs)
    {
        var windows = run.Plan.Track.Windows;
        return run.WinnerElapsedUs is { } winnerUs
            ? elapsedUs - winnerUs >= windows.FinishGraceUs ? DecisionReasons.FinishGrace : null
            : elapsedUs >= windows.FinishMaxUs ? DecisionReasons.FinishMax : null;
    }

    private static void End(FoldStep step, Run run, bool forced, long runVersion)
    {
        var gate = run.Gate!;
        var untilUs = step.State.Decoders.TryGetValue(gate.DecoderId, out var decoder) && decoder.NowUs is { } now
            ? NowIn(run, gate.DecoderId, now)
            : gate.TimeUs;
        if (forced && run.WinnerElapsedUs is { } winnerUs)
        {
            var graceEndUs = gate.TimeUs + winnerUs + run.Plan.Track.Windows.FinishGraceUs;
            untilUs = graceEndUs > untilUs ? graceEndUs : untilUs;
        }

        var ended = run with { Phase = RunPhase.Finished, Forced = forced, AcceptsUntilUs = untilUs };
        step.Put(ended);
        if (forced)
        {
            step.Emit(ended, new PositionsUpdated(ended.RunId, Ranking.Positions(ended), step.CapturedUs));
        }

        step.Emit(ended, new RaceFinished(ended.RunId, runVersion, forced, RaceResults.Of(ended)));
        FlagRules.Refresh(step, ended.RunId);
        step.KeepLatest(RunPhase.Finished, RaceState.MaxFinished);
    }

    private static bool LosesCrossing(Run before, Run after)
    {
        for (var i = 0; i < after.Riders.Length; i++)
        {
            if (ReferenceEquals(before.Riders[i], after.Riders[i]))
            {
                continue;
            }

            foreach (var crossing in before.Riders[i].Crossings)
            {
                if (after.Riders[i].CrossingAt(crossing.Point) is null)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>By time since the gate, then point, then lane.</summary>
    private static List<(RunRider Rider, Crossing Crossing)> ChangedCrossings(Run before, Run after)
    {
        var changes = new List<(RunRider Rider, Crossing Crossing)>();
        for (var i = 0; i < after.Riders.Length; i++)
        {
            if (ReferenceEquals(before.Riders[i], after.Riders[i]))
            {
                continue;
            }

            foreach (var crossing in after.Riders[i].Crossings)
            {
                if (!before.Riders[i].Crossings.Contains(crossing))
                {
                    changes.Add((after.Riders[i], crossing));
                }
            }
        }

        changes.Sort(static (a, b) => (a.Crossing.ElapsedUs, a.Crossing.Point, a.Rider.Entry.Lane)
            .CompareTo((b.Crossing.ElapsedUs, b.Crossing.Point, b.Rider.Entry.Lane)));
        return changes;
    }
}
