using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Results;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BmxTiming.Server.Control.Meetings;

/// <summary>A race day from entries to official results.</summary>
internal static class RaceDayEndpoints
{
    internal sealed record StepView(MeetingStep Step, bool Current, IReadOnlyList<WorkflowProblem> Problems);

    internal sealed record WorkflowView(
        MeetingStep Step, RulebookPin? Rulebook, IReadOnlyList<ClassMerge> Merges, TimingCheck? TimingCheck, int ProtestMinutes, Signature? Closed,
        IReadOnlyList<StepView> Steps);

    internal sealed record OrderBody(IReadOnlyList<string>? Classes);

    /// <param name="Ranks">Empty = the class is not over.</param>
    /// <param name="Score">Absent = the first round is not ridden, or the class can not be scored (see the problems).</param>
    internal sealed record ClassResultView(
        ClassPlan Class, ClassScoreView? Score, IReadOnlyList<OfficialRank> Ranks, IReadOnlyList<WorkflowProblem> Problems);

    public static void MapRaceDay(this IEndpointRouteBuilder api)
    {
        var meeting = api.MapGroup("/meetings/{meeting_id}");
        meeting.MapGet("/entries", ListEntriesAsync).WithName("listEntries").RequireAuthorization(Policies.View);
        meeting.MapPut("/entries/{entry_id}", PutEntryAsync).WithName("putEntry").RequireAuthorization(Policies.Manage);
        meeting.MapGet("/workflow", WorkflowAsync).WithName("getWorkflow").RequireAuthorization(Policies.View);
        foreach (var (route, action, name) in (ReadOnlySpan<(string, string, string)>)
        [
            ("advance", PlanActions.Advance, "advanceMeeting"), ("step-back", PlanActions.StepBack, "stepMeetingBack"),
            ("rulebook", PlanActions.ChooseRulebook, "chooseRulebook"), ("merge", PlanActions.Merge, "mergeClasses"),
            ("unmerge", PlanActions.Unmerge, "unmergeClasses"), ("timing-check", PlanActions.SignTiming, "signTimingCheck"),
            ("protest-time", PlanActions.SetProtestTime, "setProtestTime"),
            ("close", PlanActions.Close, "closeMeeting"), ("reopen", PlanActions.Reopen, "reopenMeeting"),
        ])
        {
            meeting.MapPost($"/workflow/{route}",
                    ([FromRoute(Name = "meeting_id")] MeetingId meetingId, PlanBody body, HttpContext http, IMediator mediator,
                        CancellationToken cancellationToken) =>
                    SendAsync(mediator, new ChangePlan(meetingId, action, body, http.Actor()), cancellationToken))
                .WithName(name).RequireAuthorization(Policies.Manage);
        }

        meeting.MapPost("/draws",
                ([FromRoute(Name = "meeting_id")] MeetingId meetingId, DrawBody body, HttpContext http, IMediator mediator,
                    CancellationToken cancellationToken) =>
                SendAsync(mediator, new DrawClass(meetingId, body, http.Actor()), cancellationToken))
            .WithName("drawClass").RequireAuthorization(Policies.Manage);
        meeting.MapPost("/race-order",
                ([FromRoute(Name = "meeting_id")] MeetingId meetingId, OrderBody body, HttpContext http, IMediator mediator,
                    CancellationToken cancellationToken) =>
                SendAsync(mediator, new OrderRaces(meetingId, body.Classes ?? [], http.Actor()), cancellationToken))
            .WithName("orderRaces").RequireAuthorization(Policies.Manage);
        meeting.MapGet("/results", ResultsAsync).WithName("getResults").RequireAuthorization(Policies.View);
        meeting.MapPut("/motos/{moto_id}/result", PutResultAsync).WithName("putMotoResult").RequireAuthorization(Policies.Control);
        foreach (var (route, action, name) in (ReadOnlySpan<(string, string, string)>)
        [
            ("check", ClassActions.Check, "checkResult"), ("official", ClassActions.MakeOfficial, "makeResultOfficial"),
            ("reopen", ClassActions.Reopen, "reopenResult"), ("tie", ClassActions.DecideTie, "decideTie"),
            ("lanes", ClassActions.ChooseLanes, "chooseLanes"), ("refill", ClassActions.Refill, "refillRounds"),
        ])
        {
            meeting.MapPost($"/results/{route}",
                    ([FromRoute(Name = "meeting_id")] MeetingId meetingId, ClassBody body, HttpContext http, IMediator mediator,
                        CancellationToken cancellationToken) =>
                    SendAsync(mediator, new ChangeClass(meetingId, action, body, http.Actor()), cancellationToken))
                .WithName(name).RequireAuthorization(Policies.Control);
        }

        meeting.MapGet("/official-results", OfficialAsync).WithName("listOfficialResults").RequireAuthorization(Policies.View);
    }

    private static async Task<Results<Ok<T>, ProblemHttpResult>> SendAsync<T>(
        IMediator mediator, IChange<T> change, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(change, cancellationToken);
        return result.IsOk ? TypedResults.Ok(result.Value) : result.Error.ToProblem();
    }

    private static async Task<Results<Ok<Page<Entry>>, ProblemHttpResult>> ListEntriesAsync(
        [FromRoute(Name = "meeting_id")] MeetingId meetingId, string? cursor, int? limit, DocumentSession session, CancellationToken cancellationToken)
    {
        if (await session.FindAsync<Meeting>(meetingId.Value, cancellationToken) is null)
        {
            return Refusals.NoMeeting(meetingId).ToProblem();
        }

        var (meeting, after, count) = (meetingId.Value, cursor ?? "", Paging.Limit(limit));
        var found = await session.ListAsync<Entry>(
            all => all.Where(x => x.MeetingId == meeting && string.Compare(x.Id, after) > 0).OrderBy(x => x.Id).Take(count + 1), cancellationToken);
        return TypedResults.Ok(Paging.Of(found, count, static entry => entry.Id, static entry => entry));
    }

    private static Task<Results<Ok<Entry>, ProblemHttpResult>> PutEntryAsync(
        [FromRoute(Name = "meeting_id")] MeetingId meetingId, [FromRoute(Name = "entry_id")] string entryId, EntryBody body, HttpContext http,
        IMediator mediator, CancellationToken cancellationToken) =>
        SendAsync(mediator, new PutEntry(meetingId, entryId, body, http.Actor()), cancellationToken);

    private static async Task<Results<Ok<WorkflowView>, ProblemHttpResult>> WorkflowAsync(
        [FromRoute(Name = "meeting_id")] MeetingId meetingId, MeetingLoader loader, CancellationToken cancellationToken)
    {
        var loaded = await loader.LoadAsync(meetingId, cancellationToken);
        if (!loaded.IsOk)
        {
            return loaded.Error.ToProblem();
        }

        var (data, plan) = (loaded.Value, loaded.Value.Plan);
        return TypedResults.Ok(new WorkflowView(
            plan.Step, plan.Rulebook, plan.Merges, plan.TimingCheck, plan.ProtestMinutes, plan.Closed,
            [.. Enum.GetValues<MeetingStep>().Select(step => new StepView(step, step == plan.Step, [.. WorkflowProblems.Of(data, step)]))]));
    }

    private static async Task<Results<Ok<IReadOnlyList<ClassResultView>>, ProblemHttpResult>> ResultsAsync(
        [FromRoute(Name = "meeting_id")] MeetingId meetingId, [FromQuery(Name = "class_name")] string? className, MeetingLoader loader,
        CancellationToken cancellationToken)
    {
        var loaded = await loader.LoadAsync(meetingId, cancellationToken);
        return loaded.IsOk
            ? TypedResults.Ok<IReadOnlyList<ClassResultView>>([.. loaded.Value.Classes
                .Where(plan => plan.Draw is not null && (className is null || plan.ClassName == className))
                .Select(plan => new ClassResultView(
                    plan, ClassScoreView.Of(loaded.Value, plan), OfficialResultBuilder.Ranks(loaded.Value, plan),
                    [.. WorkflowProblems.OfClass(loaded.Value, plan)]))])
            : loaded.Error.ToProblem();
    }

    /// <summary>With <c>preview=true</c> nothing is stored: it shows what the correction would invalidate.</summary>
    private static async Task<Results<Ok<Correction>, ProblemHttpResult>> PutResultAsync(
        [FromRoute(Name = "meeting_id")] MeetingId meetingId, [FromRoute(Name = "moto_id")] MotoId motoId, SheetBody body, bool? preview,
        HttpContext http, IMediator mediator, MeetingLoader loader, TimeProvider time, CancellationToken cancellationToken)
    {
        var request = new PutMotoResult(meetingId, motoId, body, http.Actor());
        if (preview != true)
        {
            return await SendAsync(mediator, request, cancellationToken);
        }

        var valid = await new PutMotoResultValidator().ValidateAsync(request, cancellationToken);
        if (!valid.IsValid)
        {
            return new Error(ControlCodes.InvalidRequest, valid.Errors[0].ErrorMessage).ToProblem();
        }

        var loaded = await loader.LoadAsync(meetingId, cancellationToken);
        var seen = loaded.IsOk
            ? PutMotoResultHandler.Correct(loaded.Value, request, Micros.Now(time))
            : new Result<Correction> { Error = loaded.Error };
        return seen.IsOk ? TypedResults.Ok(seen.Value) : seen.Error.ToProblem();
    }

    private static async Task<Results<Ok<Page<OfficialResult>>, ProblemHttpResult>> OfficialAsync(
        [FromRoute(Name = "meeting_id")] MeetingId meetingId, string? cursor, int? limit, DocumentSession session, CancellationToken cancellationToken)
    {
        if (await session.FindAsync<Meeting>(meetingId.Value, cancellationToken) is null)
        {
            return Refusals.NoMeeting(meetingId).ToProblem();
        }

        var (meeting, after, count) = (meetingId.Value, cursor ?? "", Paging.Limit(limit));
        var found = await session.ListAsync<OfficialResult>(
            all => all.Where(x => x.MeetingId == meeting && string.Compare(x.Id, after) > 0).OrderBy(x => x.Id).Take(count + 1), cancellationToken);
        return TypedResults.Ok(Paging.Of(found, count, static result => result.Id, static result => result));
    }
}
