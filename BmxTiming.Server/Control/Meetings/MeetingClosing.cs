using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Archives;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Control.Results;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Control.Meetings;

/// <summary>
/// The end of a race day. Closing orders the archive in the same transaction, so that no crash loses it; each closing has an
/// archive of its own.
/// </summary>
internal static class MeetingClosing
{
    public static Result<MeetingPlan> Close(DocumentSession session, MeetingData data, ChangePlan request, Micros now)
    {
        if (data.Plan.Step != MeetingStep.Official)
        {
            return new Result<MeetingPlan> { Error = Steps.Wrong(data.Plan.Step, MeetingStep.Official) };
        }

        if (WorkflowProblems.Of(data, MeetingStep.Official).FirstOrDefault() is { } problem)
        {
            return Result.Fail<MeetingPlan>(problem.Code, problem.Message);
        }

        var next = data.Plan.Next() with
        {
            Closed = new Signature(request.Actor, now, request.Body.Reason), Closings = data.Plan.Closings + 1,
        };
        session.Insert(MeetingArchive.Of(request.MeetingId, next.Closings, request.Actor, now));
        return Result.Ok(next);
    }

    public static Result<MeetingPlan> Reopen(MeetingPlan plan) => plan.Closed is null
        ? Result.Fail<MeetingPlan>(MeetingCodes.MeetingNotClosed, "The meeting is not closed.")
        : Result.Ok(plan.Next() with { Closed = null });
}
