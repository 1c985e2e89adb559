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
            ResetInput reset => EndingRules.Reset(step, reset),
            ForceFinishInput force => EndingRules.ForceFinish(step, force),
            ReopenInput reopen => EndingRules.Reopen(step, reopen),
            OfficialInput official => EndingRules.MakeOfficial(step, official),
            GateInput gate => GateIntentRules.Apply(step, gate),
            CorrectionInput correction => CorrectionRules.Apply(step, correction),
            PracticeInput practice => PracticeRules.Apply(step, practice),
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
}
