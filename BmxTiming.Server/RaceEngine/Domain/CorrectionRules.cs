using System.Collections.Immutable;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>Officials change what a run is made of; its times, order and results follow from that as from anything else.</summary>
internal static class CorrectionRules
{
    public static Refusal? Apply(FoldStep step, CorrectionInput input)
    {
        var run = input.RunId is { } id ? step.State.FindRun(id) : Meant(step.State, input.Correction);
        if (run is null)
        {
            return input.RunId is null ? Refusals.NoOpenRun : Refusals.NoSuchRun;
        }

        if (run.Official)
        {
            return Refusals.Official;
        }

        var (changed, refusal) = input.Correction switch
        {
            InsertRead insert => ReadCorrections.Insert(step, run, insert),
            VoidRead strike => ReadCorrections.Strike(run, strike),
            AssignPassing assign => ReadCorrections.Assign(step, run, assign),
            SetOrder order => Order(run, order),
            SetResult result => Code(run, result),
            Scratch scratch => ScratchRider(run, scratch),
            SetLane lane => Move(run, lane),
            _ => (null, new Refusal("unknown_intent", "This version of the engine does not know the command.")),
        };
        if (changed is null)
        {
            return refusal;
        }

        Restate(step, changed with { Corrected = run.Corrected || run.Phase == RunPhase.Finished }, input.Intent, input.Note);
        return null;
    }

    /// <summary>Tells everybody what a changed run is like now, and answers the command.</summary>
    public static void Restate(FoldStep step, Run run, Intent intent, string? note)
    {
        var version = step.RaiseVersion();
        step.Put(run);
        step.Emit(run, new RunRestated(run, version, intent.Name));
        switch (run.Phase)
        {
            case RunPhase.Finished:
                step.Emit(run, new ResultCorrected(run.RunId, version, intent.Name, RaceResults.Of(run), intent.Actor, note));
                WarnLaterRounds(step, run);
                break;
            case RunPhase.Racing when run.AllFinished:
                FinishRules.Complete(step, run);
                break;
            case RunPhase.Staged when run.Riders.Count(r => !r.Scratched) < run.Plan.Track.MinStarters:
                step.Emit(run, new Diagnostic(DiagnosticCodes.FewStarters, null, null, null, run.RunId.Value));
                break;
        }

        FlagRules.Refresh(step, run.RunId);
        IntentRules.Accept(step, intent, step.State.RunVersion, run);
    }

    private static Run? Meant(RaceState state, Correction correction) => correction switch
    {
        Scratch or SetLane => state.Staged ?? state.LatestRacing ?? state.LatestFinished,
        SetOrder or SetResult => state.LatestFinished ?? state.LatestRacing,
        _ => state.LatestRacing ?? state.LatestFinished,
    };

    /// <summary>A later round of the class may have been drawn from the old result.</summary>
    private static void WarnLaterRounds(FoldStep step, Run run)
    {
        var moto = run.Plan.Moto;
        foreach (var later in step.State.Runs.SkipWhile(r => r.RunId != run.RunId).Skip(1))
        {
            if (later.Phase != RunPhase.Abandoned && later.Plan.Moto.ClassName == moto.ClassName && later.Plan.Moto.RoundName != moto.RoundName)
            {
                step.Emit(run, new Diagnostic(DiagnosticCodes.LaterRoundStaged, null, null, null, later.RunId.Value));
            }
        }
    }

    private static (Run?, Refusal?) Order(Run run, SetOrder order)
    {
        if (run.Phase != RunPhase.Finished)
        {
            return (null, Refusals.NotFinished);
        }

        var lanes = order.Lanes;
        var placeable = run.Riders.Where(r => !r.Scratched && r.Code is null).Select(r => r.Entry.Lane).ToArray();
        if (lanes.Distinct().Count() != lanes.Length || !lanes.All(lane => placeable.Contains(lane)))
        {
            return (null, new Refusal("invalid_order", "The order names lanes once, of riders who can have a place."));
        }

        var missing = run.Riders.Where(r => run.HasFinished(r) && placeable.Contains(r.Entry.Lane) && !lanes.Contains(r.Entry.Lane));
        return lanes.Length > 0 && missing.Any()
            ? (null, new Refusal("incomplete_order", "The order must hold every rider who finished."))
            : (run with { OfficialOrder = lanes }, null);
    }

    private static (Run?, Refusal?) Code(Run run, SetResult result)
    {
        if (run.Phase != RunPhase.Finished)
        {
            return (null, Refusals.NotFinished);
        }

        return run.RiderIn(result.Lane) is not { } rider ? (null, Refusals.NoSuchRider)
            : rider.Code == result.Code ? (null, Refusals.NoChange)
            : (run.With(rider with { Code = result.Code }), null);
    }

    private static (Run?, Refusal?) ScratchRider(Run run, Scratch scratch)
    {
        if (run.Phase != RunPhase.Staged)
        {
            return (null, Refusals.AlreadyStarted);
        }

        if (run.RiderIn(scratch.Lane) is not { } rider)
        {
            return (null, Refusals.NoSuchRider);
        }

        if (rider.Scratched != scratch.Undo)
        {
            return (null, Refusals.NoChange);
        }

        return !scratch.Undo && run.Riders.Count(r => !r.Scratched) == 1
            ? (null, new Refusal("nobody_left", "Nobody would be left: unstage the moto instead."))
            : (run.With(rider with { Scratched = !scratch.Undo }), null);
    }

    private static (Run?, Refusal?) Move(Run run, SetLane move)
    {
        if (run.Phase == RunPhase.Racing)
        {
            return (null, new Refusal("race_running", "Lanes change at the gate, or afterwards as a correction."));
        }

        if (move.ToLane is < 1 or > StagingRules.MaxLanes)
        {
            return (null, new Refusal("invalid_lane", "Lanes are 1 to 8."));
        }

        if (run.RiderIn(move.Lane) is null)
        {
            return (null, Refusals.NoSuchRider);
        }

        int Moved(int lane) => lane == move.Lane ? move.ToLane : lane == move.ToLane ? move.Lane : lane;
        return move.Lane == move.ToLane
            ? (null, Refusals.NoChange)
            : (run with
            {
                Riders = [.. run.Riders.Select(r => r with { Entry = r.Entry with { Lane = Moved(r.Entry.Lane) } }).OrderBy(r => r.Entry.Lane)],
                OfficialOrder = [.. run.OfficialOrder.Select(Moved)],
            }, null);
    }
}
