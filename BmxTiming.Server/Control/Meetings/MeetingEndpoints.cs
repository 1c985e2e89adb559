using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BmxTiming.Server.Control.Meetings;

internal static class MeetingEndpoints
{
    internal sealed record MeetingView(string MeetingId, string TrackId, string Name, bool Public, bool Simulated, string PublicNames)
    {
        public static MeetingView Of(Meeting meeting) =>
            new(meeting.Id, meeting.TrackId, meeting.Name, meeting.Public, meeting.Simulated, meeting.NamePolicy);
    }

    public static void MapMeetings(this IEndpointRouteBuilder api)
    {
        api.MapGet("/meetings", ListAsync).WithName("listMeetings")
            .WithSummary("Meetings by id, of one track or of all.").RequireAuthorization(Policies.View);
        api.MapGet("/meetings/{meeting_id}", GetAsync).WithName("getMeeting")
            .WithSummary("A meeting.")
            .Refuses(ControlCodes.MeetingNotFound).RequireAuthorization(Policies.View);
        api.MapPut("/meetings/{meeting_id}", PutAsync).WithName("putMeeting")
            .WithSummary("Create or replace a meeting; its track stays what it was.")
            .Refuses(ControlCodes.TrackNotFound, ControlCodes.MeetingOfOtherTrack, MeetingCodes.MeetingClosed).RequireAuthorization(Policies.Manage);
    }

    private static async Task<Ok<Page<MeetingView>>> ListAsync(
        [FromQuery(Name = "track_id")] string? trackId, string? cursor, int? limit, DocumentSession session, CancellationToken cancellationToken)
    {
        var (after, count) = (cursor ?? "", Paging.Limit(limit));
        var found = await session.ListAsync<Meeting>(
            all =>
            {
                var meetings = all.Where(x => string.Compare(x.Id, after) > 0);
                if (trackId is not null)
                {
                    meetings = meetings.Where(x => x.TrackId == trackId);
                }

                return meetings.OrderBy(x => x.Id).Take(count + 1);
            },
            cancellationToken);
        return TypedResults.Ok(Paging.Of(found, count, x => x.Id, MeetingView.Of));
    }

    private static async Task<Results<Ok<MeetingView>, ProblemHttpResult>> GetAsync(
        [FromRoute(Name = "meeting_id")] MeetingId meetingId, DocumentSession session, CancellationToken cancellationToken) =>
        await session.FindAsync<Meeting>(meetingId.Value, cancellationToken) is { } meeting
            ? TypedResults.Ok(MeetingView.Of(meeting))
            : Refusals.NoMeeting(meetingId).ToProblem();

    private static async Task<Results<Ok<MeetingView>, ProblemHttpResult>> PutAsync(
        [FromRoute(Name = "meeting_id")] MeetingId meetingId, MeetingBody body, HttpContext http, IMediator mediator,
        CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new PutMeeting(meetingId, body, http.Actor()), cancellationToken);
        return result.IsOk ? TypedResults.Ok(MeetingView.Of(result.Value)) : result.Error.ToProblem();
    }
}
