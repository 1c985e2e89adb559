using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.ReadModels;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BmxTiming.Server.Control.Tracks;

/// <summary>What projections know of a track beside its races: standings, decoders, diagnostics.</summary>
internal static class TrackInsightEndpoints
{
    public static void MapTrackInsights(this IEndpointRouteBuilder api)
    {
        api.MapGet("/tracks/{track_id}/standings", StandingsAsync).WithName("listStandings")
            .WithSummary("Ranks of classes, moto by moto, as raced.").RequireAuthorization(Policies.View);
        api.MapGet("/tracks/{track_id}/decoders", DecodersAsync).WithName("listDecoders")
            .WithSummary("What each decoder of the track said last.").RequireAuthorization(Policies.View);
        api.MapGet("/tracks/{track_id}/diagnostics", DiagnosticsAsync).WithName("listDiagnostics")
            .WithSummary("What was out of the ordinary, by meeting.").RequireAuthorization(Policies.View);
    }

    private static async Task<Ok<Page<ClassStanding>>> StandingsAsync(
        [FromRoute(Name = "track_id")] TrackId trackId, [FromQuery(Name = "meeting_id")] string? meetingId, string? cursor, int? limit,
        DocumentSession session, CancellationToken cancellationToken)
    {
        var (track, after, count) = (trackId.Value, cursor ?? "", Paging.Limit(limit));
        var found = await session.ListAsync<ClassStanding>(
            all =>
            {
                var standings = all.Where(x => x.TrackId == track && string.Compare(x.Id, after) > 0);
                return (meetingId is null ? standings : standings.Where(x => x.MeetingId == meetingId)).OrderBy(x => x.Id).Take(count + 1);
            },
            cancellationToken);
        return TypedResults.Ok(Paging.Of(found, count, x => x.Id, x => x));
    }

    private static async Task<Ok<Page<DecoderHealth>>> DecodersAsync(
        [FromRoute(Name = "track_id")] TrackId trackId, string? cursor, int? limit, DocumentSession session, CancellationToken cancellationToken)
    {
        var (track, after, count) = (trackId.Value, cursor ?? "", Paging.Limit(limit));
        var found = await session.ListAsync<DecoderHealth>(
            all => all.Where(x => x.TrackId == track && string.Compare(x.Id, after) > 0).OrderBy(x => x.Id).Take(count + 1), cancellationToken);
        return TypedResults.Ok(Paging.Of(found, count, x => x.Id, x => x));
    }

    private static async Task<Ok<Page<TrackDiagnostics>>> DiagnosticsAsync(
        [FromRoute(Name = "track_id")] TrackId trackId, string? cursor, int? limit, DocumentSession session, CancellationToken cancellationToken)
    {
        var (track, after, count) = (trackId.Value, cursor ?? "", Paging.Limit(limit));
        var found = await session.ListAsync<TrackDiagnostics>(
            all => all.Where(x => x.TrackId == track && string.Compare(x.Id, after) > 0).OrderBy(x => x.Id).Take(count + 1), cancellationToken);
        return TypedResults.Ok(Paging.Of(found, count, x => x.Id, x => x));
    }
}
