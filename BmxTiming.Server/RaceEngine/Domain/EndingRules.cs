namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>Race control ends a run, abandons it, takes either back, and makes a result stand.</summary>
internal static class EndingRules
{
    /// <summary>Abandons a run (red flag, false start). The moto may be staged again as its next run.</summary>
    public static Refusal? Reset(FoldStep step, ResetInput reset)
    {
        var run = reset.RunId is { } id ? step.State.FindRun(id) : step.State.LatestRacing;
        switch (run)
        {
            case null:
                return reset.RunId is null ? Refusals.NoOpenRun : Refusals.NoSuchRun;
            case { Phase: RunPhase.Staged }:
                return new Refusal("not_started", "The gate has not dropped: unstage the moto instead.");
            case { Official: true }:
                return Refusals.Official;
        }

        var version = step.RaiseVersion();
        step.Put(run with { Phase = RunPhase.Abandoned, AbandonedFrom = run.Phase });
        step.Emit(run, new RaceReset(run.RunId, version, reset.Reason));
        step.KeepLatest(RunPhase.Abandoned, RaceState.MaxAbandoned);
        IntentRules.Accept(step, reset.Intent, version, run);
        return null;
    }

    public static Refusal? ForceFinish(FoldStep step, ForceFinishInput force)
    {
        var run = force.RunId is { } id ? step.State.FindRun(id) : step.State.LatestRacing;
        switch (run?.Phase)
        {
            case null:
                return force.RunId is null ? Refusals.NoOpenRun : Refusals.NoSuchRun;
            case not RunPhase.Racing:
                return new Refusal("not_racing", "Only a race in progress can be ended.");
        }

        var version = step.RaiseVersion();
        FinishRules.Force(step, run, version);
        IntentRules.Accept(step, force.Intent, version, run);
        return null;
    }

    /// <summary>A race that was ended goes on; one that was abandoned is again what it was.</summary>
    public static Refusal? Reopen(FoldStep step, ReopenInput reopen)
    {
        var run = step.State.Runs.LastOrDefault(r => reopen.RunId is { } id ? r.RunId == id : !r.IsOpen);
        if (run is null)
        {
            return reopen.RunId is null ? new Refusal("nothing_to_reopen", "No run has ended.") : Refusals.NoSuchRun;
        }

        if (run.IsOpen)
        {
            return Refusals.NoChange;
        }

        if (run.Official)
        {
            return Refusals.Official;
        }

        if (step.State.Practice is not null)
        {
            return Refusals.PracticeRunning;
        }

        var phase = run.AbandonedFrom ?? RunPhase.Racing;
        return Check(step.State, run, phase) is { } refusal ? refusal : Open(step, run, phase, reopen.Intent);
    }

    public static Refusal? MakeOfficial(FoldStep step, OfficialInput input)
    {
        var run = input.RunId is { } id ? step.State.FindRun(id) : step.State.LatestFinished;
        switch (run)
        {
            case null:
                return Refusals.NoSuchRun;
            case not { Phase: RunPhase.Finished }:
                return Refusals.NotFinished;
        }

        if (run.Official == input.Official)
        {
            return Refusals.NoChange;
        }

        var version = step.RaiseVersion();
        step.Put(run with { Official = input.Official });
        step.Emit(run, new ResultMadeOfficial(run.RunId, version, input.Official, input.Intent.Actor, RaceResults.Of(run)));
        IntentRules.Accept(step, input.Intent, version, run);
        return null;
    }

    private static Refusal? Check(RaceState state, Run run, RunPhase phase)
    {
        if (phase != RunPhase.Racing)
        {
            return null;
        }

        if (run.AllFinished)
        {
            return new Refusal("all_finished", "Every rider is in: correct the result instead.");
        }

        if (state.Runs.Any(r => r.IsOpen && r.Plan.Moto.MotoId == run.Plan.Moto.MotoId))
        {
            return new Refusal("moto_open", "Another run of the moto is at the gate or on the track.");
        }

        return GateRules.MayStart(state, run) is { } reason ? Refusals.NoRoom(reason) : null;
    }

    private static Refusal? Open(FoldStep step, Run run, RunPhase phase, Intent intent)
    {
        var isRacing = phase == RunPhase.Racing;
        CorrectionRules.Restate(
            step,
            run with
            {
                Phase = phase,
                AbandonedFrom = null,
                Forced = run.Forced && !isRacing,
                AcceptsUntilUs = isRacing ? null : run.AcceptsUntilUs,
            },
            intent,
            null);
        step.KeepLatest(RunPhase.Finished, RaceState.MaxFinished);
        return null;
    }
}
