using BmxTiming.Server.Platform;

namespace BmxTiming.Server.Control.Meetings;

internal static class Steps
{
    public static Error Wrong(MeetingStep now, params ReadOnlySpan<MeetingStep> allowed) => new(
        MeetingCodes.WrongStep,
        $"The meeting is at {Name(now)}; this is done at {string.Join(" or ", allowed.ToArray().Select(Name))}. Advance or step back.");

    private static string Name(MeetingStep step) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(step.ToString());
}
