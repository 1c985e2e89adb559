using BmxTiming.Server.Control.Meetings;

namespace BmxTiming.Server.Control.OpenApi;

/// <summary>What the routes of a race day say of themselves; they are made from tables of use cases.</summary>
internal static class RaceDaySummaries
{
    /// <summary>A step is refused for any of its problems, so all of them belong to every route.</summary>
    public static IReadOnlyList<string> Refusals { get; } =
    [
        ControlCodes.MeetingNotFound, ControlCodes.MotoNotFound, ControlCodes.ClassNotFound, ControlCodes.RiderNotFound, ControlCodes.NotMerged,
        .. typeof(MeetingCodes).GetFields().Where(static field => field.IsLiteral).Select(static field => (string)field.GetRawConstantValue()!),
    ];

    public static string? Of(string? operation) => operation switch
    {
        "listEntries" => "Entries of the meeting by id.",
        "putEntry" => "Enter a rider, or change the entry.",
        "getWorkflow" => "The step the meeting is in, and what stands in the way of each.",
        "advanceMeeting" => "Go on to the next step, when nothing blocks this one.",
        "stepMeetingBack" => "Go back one step, with a reason.",
        "chooseRulebook" => "Choose the rulebook, as it is now.",
        "mergeClasses" => "Let a class ride with another one.",
        "unmergeClasses" => "Take a merged class out again.",
        "signTimingCheck" => "Sign that the timing was checked.",
        "setProtestTime" => "Say how long protests are waited for.",
        "closeMeeting" => "Close the meeting: nothing official of it changes any longer, and its archive is ordered.",
        "reopenMeeting" => "Open a closed meeting again, with a reason.",
        "drawClass" => "Draw the motos of a class, or take its draw away.",
        "orderRaces" => "Number all races, round by round.",
        "getResults" => "Results of the classes as they are now.",
        "putMotoResult" => "Write down or correct the result of a moto.",
        "checkResult" => "The result of a class is checked; protests run.",
        "makeResultOfficial" => "The result of a class stands.",
        "reopenResult" => "Take back that a result stands, with a reason.",
        "decideTie" => "Enter the order of riders whom no rule splits.",
        "chooseLanes" => "Enter the lanes that riders of a heat chose.",
        "refillRounds" => "Fill rounds anew that were filled with other riders than the results say now.",
        "listOfficialResults" => "Results as they were made official, every version.",
        _ => null,
    };
}
