namespace BmxTiming.Server.Control.Meetings;

/// <summary>Codes of refusals on the way from entries to official results, and of problems that stand in the way.</summary>
internal static class MeetingCodes
{
    /// <summary>This is done in another step of the meeting.</summary>
    public const string WrongStep = "wrong_step";

    /// <summary>Problems of the step are not solved; see the workflow.</summary>
    public const string StepBlocked = "step_blocked";
    public const string LastStep = "last_step";
    public const string FirstStep = "first_step";

    /// <summary>The day is over; reopen it with a reason first.</summary>
    public const string MeetingClosed = "meeting_closed";
    public const string MeetingNotClosed = "meeting_not_closed";
    public const string RulebookMissing = "rulebook_missing";
    public const string RulebookChanged = "rulebook_changed";
    public const string RulebookInUse = "rulebook_in_use";
    public const string NoEntries = "no_entries";
    public const string NotCheckedIn = "entry_not_checked_in";
    public const string NotPaid = "entry_not_paid";
    public const string NoTransponder = "entry_without_transponder";
    public const string TransponderTwice = "transponder_twice";
    public const string PlateTwice = "plate_twice";
    public const string RiderTwice = "rider_twice";
    public const string ClassSize = "no_rule_for_size";
    public const string ClassNotDrawn = "class_not_drawn";
    public const string ClassDrawn = "class_drawn";
    public const string ClassRaced = "class_raced";
    public const string DrawOutdated = "draw_outdated";
    public const string RaceNumberTwice = "race_number_twice";
    public const string BackToBack = "back_to_back";
    public const string TimingNotChecked = "timing_not_checked";
    public const string TimingCheckIncomplete = "timing_check_incomplete";
    public const string MotoWithoutResult = "moto_without_result";
    public const string NeedsDecision = "needs_decision";
    public const string TieOpen = "tie_open";
    public const string NotTied = "not_tied";
    public const string ClassNotOver = "class_not_over";
    public const string NotChecked = "result_not_checked";
    public const string NotOfficial = "result_not_official";
    public const string ResultStands = "result_stands";

    /// <summary>A race was corrected, reset or run again after its class was checked.</summary>
    public const string ResultChanged = "result_changed";
    public const string ProtestRunning = "protest_running";
    public const string InvalidatesDraws = "invalidates_draws";
    public const string MergeInvalid = "merge_invalid";
    public const string HeatRaced = "heat_raced";
    public const string NothingWritten = "nothing_written";
    public const string NothingToFill = "nothing_to_fill";
    public const string RowsWrong = "result_rows_wrong";
    public const string ScoreFails = "class_not_scored";
}
