using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BmxTiming.Server.Control.Riders;

internal static class RiderEndpoints
{
    internal sealed record RiderView(
        string RiderId, string FirstName, string LastName, string Plate, string? Club, IReadOnlyList<uint> TransponderIds)
    {
        public static RiderView Of(Rider rider) =>
            new(rider.Id, rider.FirstName, rider.LastName, rider.Plate, rider.Club, rider.TransponderIds);
    }

    public static void MapRiders(this IEndpointRouteBuilder api)
    {
        api.MapGet("/riders", ListAsync).WithName("listRiders").RequireAuthorization(Policies.View);
        api.MapGet("/riders/{rider_id}", GetAsync).WithName("getRider").RequireAuthorization(Policies.View);
        api.MapPut("/riders/{rider_id}", PutAsync).WithName("putRider").RequireAuthorization(Policies.Manage);
    }

    private static async Task<Ok<Page<RiderView>>> ListAsync(
        string? q, string? cursor, int? limit, DocumentSession session, CancellationToken cancellationToken)
    {
        var (after, count, text) = (cursor ?? "", Paging.Limit(limit), q?.Trim().ToLowerInvariant() ?? "");
        var found = await session.ListAsync<Rider>(
            all =>
            {
                var riders = all.Where(x => string.Compare(x.Id, after) > 0);
                if (text.Length > 0)
                {
                    riders = riders.Where(x => x.SearchText.Contains(text));
                }

                return riders.OrderBy(x => x.Id).Take(count + 1);
            },
            cancellationToken);
        return TypedResults.Ok(Paging.Of(found, count, x => x.Id, RiderView.Of));
    }

    private static async Task<Results<Ok<RiderView>, ProblemHttpResult>> GetAsync(
        [FromRoute(Name = "rider_id")] RiderId riderId, DocumentSession session, CancellationToken cancellationToken) =>
        await session.FindAsync<Rider>(riderId.Value, cancellationToken) is { } rider
            ? TypedResults.Ok(RiderView.Of(rider))
            : Refusals.NoRiders([riderId.Value]).ToProblem();

    private static async Task<Results<Ok<RiderView>, ProblemHttpResult>> PutAsync(
        [FromRoute(Name = "rider_id")] RiderId riderId, RiderBody body, HttpContext http, IMediator mediator, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new PutRider(riderId, body, http.Actor()), cancellationToken);
        return result.IsOk ? TypedResults.Ok(RiderView.Of(result.Value)) : result.Error.ToProblem();
    }
}
