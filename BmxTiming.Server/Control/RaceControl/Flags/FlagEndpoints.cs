using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BmxTiming.Server.Control.RaceControl.Flags;

internal static class FlagEndpoints
{
    /// <param name="SinceUs">Absent = no other flag was ever shown.</param>
    internal sealed record FlagView(string TrackId, string Flag, string? Reason, Micros? SinceUs)
    {
        public static FlagView Of(TrackId track, TrackFlag? flag) => flag is null
            ? new FlagView(track.Value, TrackFlag.Green, null, null)
            : new FlagView(track.Value, flag.Flag, flag.Reason, flag.SinceUs);
    }

    public static void MapFlags(this IEndpointRouteBuilder api)
    {
        api.MapGet("/tracks/{track_id}/flag", GetAsync).WithName("getFlag")
            .WithSummary("The flag that is shown on the track; for boards too.").RequireAuthorization(Policies.Public);
        api.MapPut("/tracks/{track_id}/flag", PutAsync).WithName("setFlag")
            .Refuses(ControlCodes.TrackNotFound, ControlCodes.TrackHeld)
            .WithSummary("Show a flag: green, yellow (riders are held at the gate) or red.").RequireAuthorization(Policies.Control);
    }

    private static async Task<Ok<FlagView>> GetAsync(
        [FromRoute(Name = "track_id")] TrackId trackId, DocumentSession session, CancellationToken cancellationToken) =>
        TypedResults.Ok(FlagView.Of(trackId, await session.FindAsync<TrackFlag>(trackId.Value, cancellationToken)));

    private static async Task<Results<Ok<FlagView>, ProblemHttpResult>> PutAsync(
        [FromRoute(Name = "track_id")] TrackId trackId, FlagBody body, HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        var who = http.Operator();
        if (!who.IsOk)
        {
            return who.Error.ToProblem();
        }

        var set = await mediator.Send(new SetFlag(trackId, body, who.Value, http.Actor()), cancellationToken);
        return set.IsOk ? TypedResults.Ok(FlagView.Of(trackId, set.Value)) : set.Error.ToProblem();
    }
}
