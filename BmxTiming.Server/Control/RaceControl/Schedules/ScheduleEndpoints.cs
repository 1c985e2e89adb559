using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.ReadModels;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BmxTiming.Server.Control.RaceControl.Schedules;

internal static class ScheduleEndpoints
{
    /// <summary>Most motos of a meeting that a schedule shows.</summary>
    private const int MaxMotos = 2_000;

    public static void MapSchedules(this IEndpointRouteBuilder api)
    {
        api.MapGet("/meetings/{meeting_id}/schedule", GetAsync).WithName("getSchedule")
            .Refuses(ControlCodes.MeetingNotFound)
            .WithSummary("The motos in race order, when each is expected, and how late the meeting is.").RequireAuthorization(Policies.View);
        api.MapPut("/meetings/{meeting_id}/schedule", PutAsync).WithName("putSchedule")
            .Refuses(ControlCodes.MeetingNotFound)
            .WithSummary("Set when the meeting begins, its pace and its breaks.").RequireAuthorization(Policies.Manage);
    }

    private static async Task<Results<Ok<Schedule>, ProblemHttpResult>> GetAsync(
        [FromRoute(Name = "meeting_id")] MeetingId meetingId, DocumentSession session, TimeProvider time, CancellationToken cancellationToken) =>
        await session.FindAsync<Meeting>(meetingId.Value, cancellationToken) is { } meeting
            ? TypedResults.Ok(await BuildAsync(meeting, session, time, cancellationToken))
            : Refusals.NoMeeting(meetingId).ToProblem();

    private static async Task<Results<Ok<Schedule>, ProblemHttpResult>> PutAsync(
        [FromRoute(Name = "meeting_id")] MeetingId meetingId, ScheduleBody body, HttpContext http, IMediator mediator, DocumentSession session,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var put = await mediator.Send(new PutSchedule(meetingId, body, http.Actor()), cancellationToken);
        if (!put.IsOk)
        {
            return put.Error.ToProblem();
        }

        var meeting = await session.FindAsync<Meeting>(meetingId.Value, cancellationToken);
        return TypedResults.Ok(await BuildAsync(meeting!, session, time, cancellationToken));
    }

    private static async Task<Schedule> BuildAsync(
        Meeting meeting, DocumentSession session, TimeProvider time, CancellationToken cancellationToken)
    {
        var id = meeting.Id;
        var motos = await session.ListAsync<Moto>(
            all => all.Where(x => x.MeetingId == id).OrderBy(x => x.Number).ThenBy(x => x.Id).Take(MaxMotos), cancellationToken);
        var runs = await session.ListAsync<MotoResult>(
            all => all.Where(x => x.MeetingId == id).OrderByDescending(x => x.StagedSeq).Take(MaxMotos), cancellationToken);
        var latest = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var run in runs)
        {
            latest.TryAdd(run.MotoId, run.Phase);
        }

        var board = await session.FindAsync<RaceBoard>(meeting.TrackId, cancellationToken);
        var ofMeeting = runs.Select(run => run.RunId).ToHashSet();
        var lastGate = board?.Snapshot.Runs.Where(run => ofMeeting.Contains(run.RunId)).Max(run => run.GateDropUs);
        var facts = new ScheduleFacts(latest, [.. runs.Select(run => run.GateTimeUs).OfType<Micros>()], lastGate);
        var plan = await session.FindAsync<MeetingSchedule>(id, cancellationToken);
        return ScheduleBuilder.Build(id, meeting.TrackId, motos, plan, facts, Micros.Now(time));
    }
}
