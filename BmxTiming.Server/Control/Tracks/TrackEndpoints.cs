using System.Globalization;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Live;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.ReadModels;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BmxTiming.Server.Control.Tracks;

/// <summary>Tracks, and what is on them now.</summary>
internal static class TrackEndpoints
{
    internal sealed record TrackView(
        string TrackId, string Name, IReadOnlyList<TimingPointDetails> TimingPoints, IReadOnlyList<uint> GateIds, RaceWindows Windows,
        TrackLayout? Layout, IReadOnlyList<TrackDecoder> Decoders, bool FirstLoopStart, bool SingleRace, int MinStarters, bool Retired)
    {
        public static TrackView Of(Track track) => new(
            track.Id, track.Name, track.TimingPoints, track.GateIds, track.Windows, track.Layout, track.Decoders, track.FirstLoopStart,
            track.SingleRace, track.MinStarters, track.Retired);
    }

    public static void MapTracks(this IEndpointRouteBuilder api)
    {
        api.MapGet("/tracks", ListAsync).WithName("listTracks")
            .WithSummary("Tracks by id.").RequireAuthorization(Policies.View);
        api.MapGet("/tracks/{track_id}", GetAsync).WithName("getTrack")
            .WithSummary("A track and how it is timed.")
            .Refuses(ControlCodes.TrackNotFound).RequireAuthorization(Policies.View);
        api.MapPut("/tracks/{track_id}", PutAsync).WithName("putTrack")
            .WithSummary("Create or replace a track. Races that are staged keep the set-up that they were staged with.").RequireAuthorization(Policies.Manage);
        api.MapGet("/tracks/{track_id}/race", RaceAsync).WithName("getRace")
            .WithSummary("The race on the track as boards show it.").RequireAuthorization(Policies.View);
        api.MapGet("/tracks/{track_id}/results", ResultsAsync).WithName("listResults")
            .WithSummary("Runs on the track, the latest first.").RequireAuthorization(Policies.View);
    }

    private static async Task<Ok<Page<TrackView>>> ListAsync(
        string? cursor, int? limit, DocumentSession session, CancellationToken cancellationToken)
    {
        var (after, count) = (cursor ?? "", Paging.Limit(limit));
        var found = await session.ListAsync<Track>(
            all => all.Where(x => string.Compare(x.Id, after) > 0).OrderBy(x => x.Id).Take(count + 1), cancellationToken);
        return TypedResults.Ok(Paging.Of(found, count, x => x.Id, TrackView.Of));
    }

    private static async Task<Results<Ok<TrackView>, ProblemHttpResult>> GetAsync(
        [FromRoute(Name = "track_id")] TrackId trackId, DocumentSession session, CancellationToken cancellationToken) =>
        await session.FindAsync<Track>(trackId.Value, cancellationToken) is { } track
            ? TypedResults.Ok(TrackView.Of(track))
            : Refusals.NoTrack(trackId).ToProblem();

    private static async Task<Results<Ok<TrackView>, ProblemHttpResult>> PutAsync(
        [FromRoute(Name = "track_id")] TrackId trackId, TrackBody body, HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new PutTrack(trackId, body, http.Actor()), cancellationToken);
        return result.IsOk ? TypedResults.Ok(TrackView.Of(result.Value)) : result.Error.ToProblem();
    }

    private static async Task<Ok<RaceSnapshot>> RaceAsync(
        [FromRoute(Name = "track_id")] TrackId trackId, DocumentSession session, CancellationToken cancellationToken)
    {
        var board = await session.FindAsync<RaceBoard>(trackId.Value, cancellationToken);
        return TypedResults.Ok(board?.Snapshot ?? RaceSnapshot.Empty(trackId));
    }

    private static async Task<Ok<Page<MotoResult>>> ResultsAsync(
        [FromRoute(Name = "track_id")] TrackId trackId, string? cursor, int? limit, DocumentSession session, CancellationToken cancellationToken)
    {
        var (track, before, count) = (trackId.Value, Paging.Before(cursor), Paging.Limit(limit));
        var found = await session.ListAsync<MotoResult>(
            all => all.Where(x => x.TrackId == track && x.StagedSeq < before).OrderByDescending(x => x.StagedSeq).Take(count + 1),
            cancellationToken);
        return TypedResults.Ok(Paging.Of(found, count, x => x.StagedSeq.ToString(CultureInfo.InvariantCulture), x => x));
    }
}
