using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BmxTiming.Server.Control.RaceControl.Holding;

/// <summary>Who is in charge of a track, and hand-over between operators.</summary>
internal static class HoldEndpoints
{
    /// <param name="Holder">Absent = nobody: the next intent claims the track.</param>
    /// <param name="Yours">The one who asks holds it.</param>
    internal sealed record HolderView(
        string TrackId, string? Holder, bool Yours, Micros? SinceUs, Micros? ExpiresAtUs, HandOverRequest? Request);

    public static void MapHolding(this IEndpointRouteBuilder api)
    {
        api.MapGet("/tracks/{track_id}/holder", GetAsync).WithName("getHolder")
            .WithSummary("Who holds the track, and who has asked for it.").RequireAuthorization(Policies.View);
        api.MapPost("/tracks/{track_id}/holder/heartbeat", BeatAsync).WithName("keepHold")
            .Refuses(ControlCodes.TrackHeld, ControlCodes.NotHolder)
            .WithSummary("Keep the track: a holder who neither acts nor sends this loses it.").RequireAuthorization(Policies.Control);
        foreach (var (step, name, summary) in (ReadOnlySpan<(string, string, string)>)
        [
            (HoldSteps.Claim, "claimTrack", "Hold a track that nobody holds."),
            (HoldSteps.Release, "releaseTrack", "Give the track back; the next intent claims it."),
            (HoldSteps.Request, "requestTrack", "Ask the holder for the track; gets it at once when nobody holds it."),
            (HoldSteps.Give, "giveTrack", "Hand the track over to who has asked, or to who is named."),
            (HoldSteps.Take, "takeTrack", "Take the track from its holder, with a reason."),
        ])
        {
            api.MapPost($"/tracks/{{track_id}}/holder/{step}",
                    ([FromRoute(Name = "track_id")] TrackId trackId, HoldBody body, HttpContext http, IMediator mediator, TrackDesk desk,
                        CancellationToken cancellationToken) => ChangeAsync(trackId, step, body, http, mediator, desk, cancellationToken))
                .WithName(name).WithSummary(summary)
                .Refuses(ControlCodes.TrackNotFound, ControlCodes.TrackHeld, ControlCodes.NotHolder, ControlCodes.NobodyAsked)
                .RequireAuthorization(Policies.Control);
        }
    }

    private static async Task<Results<Ok<HolderView>, ProblemHttpResult>> GetAsync(
        [FromRoute(Name = "track_id")] TrackId trackId, HttpContext http, TrackDesk desk, CancellationToken cancellationToken)
    {
        var who = http.Operator();
        return who.IsOk
            ? TypedResults.Ok(View(trackId, await desk.FindAsync(trackId, cancellationToken), who.Value, desk.Now))
            : who.Error.ToProblem();
    }

    /// <summary>Not audited: it changes nothing but how long.</summary>
    private static async Task<Results<Ok<HolderView>, ProblemHttpResult>> BeatAsync(
        [FromRoute(Name = "track_id")] TrackId trackId, HttpContext http, TrackDesk desk, DocumentSession session,
        CancellationToken cancellationToken)
    {
        var who = http.Operator();
        if (!who.IsOk)
        {
            return who.Error.ToProblem();
        }

        var hold = await desk.FindAsync(trackId, cancellationToken);
        if (HoldRules.HolderAt(hold, desk.Now) != who.Value)
        {
            return HoldRules.NotHolder(hold, trackId, desk.Now).ToProblem();
        }

        var kept = await desk.UseAsync(trackId, who.Value, cancellationToken);
        if (!kept.IsOk)
        {
            return kept.Error.ToProblem();
        }

        // Lost against a change at the same moment, which is newer than this beat.
        var saved = await session.TrySaveAsync(cancellationToken);
        return TypedResults.Ok(View(trackId, saved ? kept.Value : hold, who.Value, desk.Now));
    }

    private static async Task<Results<Ok<HolderView>, ProblemHttpResult>> ChangeAsync(
        TrackId trackId, string step, HoldBody body, HttpContext http, IMediator mediator, TrackDesk desk, CancellationToken cancellationToken)
    {
        var who = http.Operator();
        if (!who.IsOk)
        {
            return who.Error.ToProblem();
        }

        var changed = await mediator.Send(new ChangeHold(trackId, step, body, who.Value, http.Actor()), cancellationToken);
        return changed.IsOk ? TypedResults.Ok(View(trackId, changed.Value, who.Value, desk.Now)) : changed.Error.ToProblem();
    }

    private static HolderView View(TrackId track, TrackHold? hold, string who, Micros now) => HoldRules.HolderAt(hold, now) is { } holder
        ? new HolderView(track.Value, holder, holder == who, hold!.SinceUs, hold.ExpiresAtUs, hold.Request)
        : new HolderView(track.Value, null, false, null, null, null);
}
