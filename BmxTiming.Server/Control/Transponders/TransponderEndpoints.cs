using System.Globalization;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BmxTiming.Server.Control.Transponders;

/// <summary>The pool of hire chips, and who has which.</summary>
internal static class TransponderEndpoints
{
    private const string Out = "out";
    private const string Free = "free";
    private const string All = "all";

    /// <param name="State"><c>out</c>, <c>free</c>, <c>retired</c>, or <c>own</c> for a rider's.</param>
    internal sealed record TransponderView(
        string TransponderId, uint Number, string State, string? Label, string? Note, string? RiderId, string? RiderName, string? MeetingId,
        string? EntryId, Micros? HandedOutUs, string? HandedOutBy)
    {
        public static TransponderView Of(Transponder chip, Rider? rider) => new(
            chip.Id, chip.Number,
            chip switch { { Hire: false } => "own", { Loan: not null } => Out, { Retired: true } => "retired", _ => Free },
            chip.Label, chip.Note, chip.RiderId ?? chip.Loan?.RiderId, rider?.DisplayName, chip.Loan?.MeetingId, chip.Loan?.EntryId,
            chip.Loan?.AtUs, chip.Loan?.Actor);
    }

    public static IServiceCollection AddTransponders(this IServiceCollection services) => services
        .AddScoped<TransponderClaims>()
        .AddChange<PutHireChip, Transponder, PutHireChipHandler, PutHireChipValidator>()
        .AddChange<HandOutChip, Transponder, HandOutChipHandler, HandOutChipValidator>()
        .AddChange<GiveBackChip, Transponder, GiveBackChipHandler, GiveBackChipValidator>();

    public static void MapTransponders(this IEndpointRouteBuilder api)
    {
        api.MapGet("/transponders", ListAsync).WithName("listTransponders")
            .WithSummary("The pool of hire chips; state out, free, or all with riders' own.").RequireAuthorization(Policies.View);
        api.MapPut("/transponders/{transponder_id}", PutAsync).WithName("putHireChip")
            .WithSummary("Add a chip to the pool, or change it.")
            .Refuses(ControlCodes.TransponderTaken, ControlCodes.TransponderHandedOut).RequireAuthorization(Policies.Manage);
        api.MapPost("/transponders/{transponder_id}/hand-out", HandOutAsync).WithName("handOutChip")
            .WithSummary("Give a chip to a rider, for a start or until it comes back.")
            .Refuses(ControlCodes.TransponderNotFound, ControlCodes.TransponderHandedOut, ControlCodes.TransponderRetired, ControlCodes.RiderNotFound, ControlCodes.RiderErased, ControlCodes.RiderMerged, ControlCodes.RiderRetired, ControlCodes.EntryNotFound).RequireAuthorization(Policies.Manage);
        api.MapPost("/transponders/{transponder_id}/give-back", GiveBackAsync).WithName("giveBackChip")
            .WithSummary("A chip is back in the pool.")
            .Refuses(ControlCodes.TransponderNotFound).RequireAuthorization(Policies.Manage);
    }

    /// <param name="state"><c>out</c> or <c>free</c>; <c>all</c> shows riders' own as well; absent = the pool.</param>
    private static async Task<Ok<Page<TransponderView>>> ListAsync(
        string? state, string? cursor, int? limit, DocumentSession session, CancellationToken cancellationToken)
    {
        var count = Paging.Limit(limit);
        var after = uint.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : 0;
        var found = await session.ListAsync<Transponder>(
            all =>
            {
                var chips = all.Where(x => x.Number > after);
                chips = state switch
                {
                    Out => chips.Where(x => x.Hire && x.Loan != null),
                    Free => chips.Where(x => x.Hire && x.Loan == null && !x.Retired),
                    All => chips,
                    _ => chips.Where(x => x.Hire),
                };
                return chips.OrderBy(x => x.Number).Take(count + 1);
            },
            cancellationToken);
        var riders = await RidersAsync(session, found, cancellationToken);
        return TypedResults.Ok(Paging.Of(found, count, x => x.Id, chip => View(chip, riders)));
    }

    private static Task<Results<Ok<TransponderView>, ProblemHttpResult>> PutAsync(
        [FromRoute(Name = "transponder_id")] uint number, HireChipBody body, HttpContext http, IMediator mediator, DocumentSession session,
        CancellationToken cancellationToken) =>
        SendAsync(new PutHireChip(number, body, http.Actor()), mediator, session, cancellationToken);

    private static Task<Results<Ok<TransponderView>, ProblemHttpResult>> HandOutAsync(
        [FromRoute(Name = "transponder_id")] uint number, HandOutBody body, HttpContext http, IMediator mediator, DocumentSession session,
        CancellationToken cancellationToken) =>
        SendAsync(new HandOutChip(number, body, http.Actor()), mediator, session, cancellationToken);

    private static Task<Results<Ok<TransponderView>, ProblemHttpResult>> GiveBackAsync(
        [FromRoute(Name = "transponder_id")] uint number, HttpContext http, IMediator mediator, DocumentSession session,
        CancellationToken cancellationToken) =>
        SendAsync(new GiveBackChip(number, http.Actor()), mediator, session, cancellationToken);

    private static async Task<Results<Ok<TransponderView>, ProblemHttpResult>> SendAsync(
        IRequest<Result<Transponder>> request, IMediator mediator, DocumentSession session, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(request, cancellationToken);
        return result.IsOk
            ? TypedResults.Ok(View(result.Value, await RidersAsync(session, [result.Value], cancellationToken)))
            : result.Error.ToProblem();
    }

    private static async Task<Dictionary<string, Rider>> RidersAsync(
        DocumentSession session, IEnumerable<Transponder> chips, CancellationToken cancellationToken)
    {
        var ids = chips.Select(RiderOf).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return (await session.FindManyAsync<Rider>(ids, cancellationToken)).ToDictionary(rider => rider.Id, StringComparer.Ordinal);
    }

    private static TransponderView View(Transponder chip, Dictionary<string, Rider> riders) =>
        TransponderView.Of(chip, RiderOf(chip) is { } id ? riders.GetValueOrDefault(id) : null);

    private static string? RiderOf(Transponder chip) => chip.RiderId ?? chip.Loan?.RiderId;
}
