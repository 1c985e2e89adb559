namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>Commands of race control: each is applied once, or refused with a code. The answer is always the last event.</summary>
internal static class IntentRules
{
    public static void Apply(FoldStep step, IntentInput input)
    {
        var intent = input.Intent;
        if (step.State.KnownIntents.Contains(intent.IntentId))
        {
            step.Count(c => c with { DuplicateIntents = c.DuplicateIntents + 1 });
            return;
        }

        Remember(step, intent);
        if (intent.RunVersion is { } seen && seen != step.State.RunVersion)
        {
            Refuse(step, intent, new Refusal("version_conflict", "Somebody else changed the race in the meantime."));
            return;
        }

        var refusal = input switch
        {
            StageInput stage => StagingRules.Stage(step, stage),
            UnstageInput unstage => StagingRules.Unstage(step, unstage),
            ResetInput reset => Reset(step, reset),
            ForceFinishInput force => ForceFinish(step, force),
            ProgrammeInput programme => Programme(step, programme),
            UnsupportedIntentInput unsupported => new Refusal(unsupported.Code, "This version of the engine cannot carry out the command."),
            _ => new Refusal("unknown_intent", "This version of the engine does not know the command."),
        };
        if (refusal is not null)
        {
            Refuse(step, intent, refusal);
        }
    }

    /// <summary>The last event of an accepted intent.</summary>
    public static void Accept(FoldStep step, Intent intent, long runVersion, Run? run)
    {
        var applied = new ControlApplied(intent, runVersion, run?.RunId);
        if (run is null)
        {
            step.Emit(applied);
        }
        else
        {
            step.Emit(run, applied);
        }
    }

    private static void Refuse(FoldStep step, Intent intent, Refusal refusal) =>
        step.Emit(new ControlRejected(intent, refusal, step.State.RunVersion));

    private static void Remember(FoldStep step, Intent intent)
    {
        var known = step.State.KnownIntents.Add(intent.IntentId);
        step.State = step.State with { KnownIntents = known.Length > RaceState.MaxIntents ? known.RemoveAt(0) : known };
    }

    /// <summary>Abandons a run (red flag, false start). Its events stay on the log; the moto may be staged again.</summary>
    private static Refusal? Reset(FoldStep step, ResetInput reset)
    {
        var run = reset.RunId is { } id ? step.State.FindRun(id) : step.State.LatestRacing;
        switch (run?.Phase)
        {
            case null:
                return reset.RunId is null ? NoOpenRun : NoSuchRun;
            case RunPhase.Staged:
                return new Refusal("not_started", "The gate has not dropped: unstage the moto instead.");
        }

        var version = step.RaiseVersion();
        step.Remove(run);
        step.Emit(run, new RaceReset(run.RunId, version, reset.Reason));
        Accept(step, reset.Intent, version, run);
        return null;
    }

    private static Refusal? ForceFinish(FoldStep step, ForceFinishInput force)
    {
        var run = force.RunId is { } id ? step.State.FindRun(id) : step.State.LatestRacing;
        switch (run?.Phase)
        {
            case null:
                return force.RunId is null ? NoOpenRun : NoSuchRun;
            case not RunPhase.Racing:
                return new Refusal("not_racing", "Only a race in progress can be ended.");
        }

        var version = step.RaiseVersion();
        FinishRules.Force(step, run, version);
        Accept(step, force.Intent, version, run);
        return null;
    }

    private static Refusal? Programme(FoldStep step, ProgrammeInput programme)
    {
        if (programme.Meeting.MeetingId == default || programme.NextMotos.Any(m => m.MotoId == default))
        {
            return new Refusal("invalid_programme", "The meeting or one of its motos has no id.");
        }

        var version = step.RaiseVersion();
        step.State = step.State with { Meeting = programme.Meeting, NextMotos = programme.NextMotos };
        step.Emit(new ProgrammeChanged(programme.Meeting, programme.NextMotos, version));
        Accept(step, programme.Intent, version, null);
        return null;
    }

    private static Refusal NoOpenRun => new("no_open_run", "No race is in progress.");

    private static Refusal NoSuchRun => new("run_not_found", "The run is not open and not among the last ones.");
}
