using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;

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

    /// <returns>Null where the meeting is open, or has no plan.</returns>
    public static async Task<Error?> ClosedAsync(DocumentSession session, string meetingId, CancellationToken cancellationToken) =>
        await session.FindAsync<MeetingPlan>(meetingId, cancellationToken) is { } plan ? Closed(plan) : null;

    private static string Name(MeetingStep step) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(step.ToString());
}
