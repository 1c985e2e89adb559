using BmxTiming.Server.Platform;

namespace BmxTiming.Server.Control.Meetings;

internal static class Steps
{
    public static Error Wrong(MeetingStep now, params ReadOnlySpan<MeetingStep> allowed) => new(
        MeetingCodes.WrongStep,
        $"The meeting is at {Name(now)}; this is done at {string.Join(" or ", allowed.ToArray().Select(Name))}. Advance or step back.");

    /// <returns>Null where the meeting is open.</returns>
    public static Error? Closed(MeetingPlan plan) => plan.Closed is null
        ? null
        : new Error(MeetingCodes.MeetingClosed, $"The meeting was closed by {plan.Closed.By}: reopen it with a reason, then change it.");

    private static string Name(MeetingStep step) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(step.ToString());
}
