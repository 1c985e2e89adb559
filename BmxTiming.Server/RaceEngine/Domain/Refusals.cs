namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>Refusals that several commands share.</summary>
internal static class Refusals
{
    public static Refusal NoOpenRun => new("no_open_run", "No race is in progress.");

    public static Refusal NoSuchRun => new("run_not_found", "The run is not open and not among the last ones.");

    public static Refusal NothingStaged => new("nothing_staged", "No moto stands at the gate.");

    public static Refusal NotFinished => new("not_finished", "The race is not over.");

    public static Refusal NotStarted => new("not_started", "The gate has not dropped.");

    public static Refusal AlreadyStarted => new("already_started", "The gate has dropped.");

    public static Refusal Official => new("result_official", "The result is official: take that back first.");

    public static Refusal PracticeRunning => new("practice_running", "Riders practise: end that first.");

    public static Refusal NoSuchRider => new("no_such_rider", "Nobody starts from this lane.");

    public static Refusal NoChange => new("no_change", "It is so already.");

    public static Refusal NoSuchPassing => new("no_such_passing", "The passing is not known any more, or never was.");

    public static Refusal NoRoom(string reason) => new(
        reason == IgnoreReasons.TooManyOpenRuns ? reason : "race_running", "Other races are still on the track.");
}
