using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Privacy;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BmxTiming.Server.Control.Riders;

internal static class RiderEndpoints
{
    /// <summary>Between the two parts of a cursor; no folded name has it.</summary>
    private const char Separator = '|';

    public static IServiceCollection AddRiders(this IServiceCollection services) => services
        .AddScoped<RiderTraces>()
        .AddChange<PutRider, Rider, PutRiderHandler, PutRiderValidator>()
        .AddChange<RetireRider, Rider, RetireRiderHandler, RetireRiderValidator>()
        .AddChange<MergeRiders, Rider, MergeRidersHandler, MergeRidersValidator>()
        .AddChange<UnmergeRider, Rider, UnmergeRiderHandler, UnmergeRiderValidator>()
        .AddChange<EraseRider, Rider, EraseRiderHandler, EraseRiderValidator>();

    public static void MapRiders(this IEndpointRouteBuilder api)
    {
        api.MapGet("/riders", ListAsync).WithName("listRiders")
            .WithSummary("Riders by last name, or those that words find.").RequireAuthorization(Policies.View);
        api.MapGet("/riders/{rider_id}", GetAsync).WithName("getRider")
            .WithSummary("A rider, without birth date, sex and UCI id.")
            .Refuses(ControlCodes.RiderNotFound).RequireAuthorization(Policies.View);
        api.MapGet("/riders/{rider_id}/record", RecordAsync).WithName("getRiderRecord")
            .WithSummary("All of a rider, for those who keep the registry.")
            .Refuses(ControlCodes.RiderNotFound).RequireAuthorization(Policies.Manage);
        api.MapPut("/riders/{rider_id}", PutAsync).WithName("putRider")
            .WithSummary("Create or replace a rider.")
            .Refuses(ControlCodes.RiderErased, ControlCodes.RiderMerged, ControlCodes.UciIdTaken, ControlCodes.TransponderTaken, ControlCodes.TransponderOfPool).RequireAuthorization(Policies.Manage);
        Change("retire", "retireRider", "Offer the rider no longer; results go on naming the id.", (id, actor) => new RetireRider(id, true, actor));
        Change("restore", "restoreRider", "Offer a retired rider again.", (id, actor) => new RetireRider(id, false, actor));
        Change("unmerge", "unmergeRider", "Take a merge back; the rider in the path is the duplicate.", (id, actor) => new UnmergeRider(id, actor));
        Change("erase", "eraseRider", "Forget everything personal of a rider; the id stays taken.", (id, actor) => new EraseRider(id, actor));
        api.MapPost("/riders/{rider_id}/merge", MergeAsync).WithName("mergeRiders")
            .WithSummary("Make two records of one person one: the rider in the path stays.")
            .Refuses(ControlCodes.RiderNotFound, ControlCodes.RiderErased, ControlCodes.RiderMerged, ControlCodes.RiderRetired, ControlCodes.MergeConflict).RequireAuthorization(Policies.Manage);

        void Change(string path, string name, string summary, Func<RiderId, string, IRequest<Result<Rider>>> request) => api
            .MapPost(
                $"/riders/{{rider_id}}/{path}",
                ([FromRoute(Name = "rider_id")] RiderId riderId, HttpContext http, IMediator mediator, CancellationToken cancellationToken) =>
                    SendAsync(mediator, request(riderId, http.Actor()), cancellationToken))
            .WithName(name).WithSummary(summary)
            .Refuses(
                ControlCodes.RiderNotFound, ControlCodes.RiderErased, ControlCodes.RiderMerged, ControlCodes.TransponderHandedOut, ControlCodes.NotMerged,
                ControlCodes.TransponderTaken)
            .RequireAuthorization(Policies.Manage);
    }

    /// <param name="q">Beginnings of words of names, club, plate or transponder; case and diacritics do not matter.</param>
    /// <param name="retired">Retired riders as well.</param>
    private static async Task<Ok<Page<RiderView>>> ListAsync(
        string? q, bool? retired, string? cursor, int? limit, DocumentSession session, CancellationToken cancellationToken)
    {
        var (count, words, withRetired) = (Paging.Limit(limit), Words.Of(q), retired ?? false);
        var (name, id) = Position(cursor);
        var found = await session.ListAsync<Rider>(
            all =>
            {
                var riders = all.Where(x => string.Compare(x.NameKey, name) > 0 || (x.NameKey == name && string.Compare(x.Id, id) > 0));
                if (words.Length > 0)
                {
                    riders = riders.WithWords(words);
                }

                if (!withRetired)
                {
                    riders = riders.Where(x => !x.Retired);
                }

                return riders.OrderBy(x => x.NameKey).ThenBy(x => x.Id).Take(count + 1);
            },
            cancellationToken);
        return TypedResults.Ok(Paging.Of(found, count, x => $"{x.NameKey}{Separator}{x.Id}", RiderView.Of));
    }

    private static async Task<Results<Ok<RiderView>, ProblemHttpResult>> GetAsync(
        [FromRoute(Name = "rider_id")] RiderId riderId, DocumentSession session, CancellationToken cancellationToken) =>
        await session.FindAsync<Rider>(riderId.Value, cancellationToken) is { } rider
            ? TypedResults.Ok(RiderView.Of(rider))
            : Refusals.NoRiders([riderId.Value]).ToProblem();

    private static async Task<Results<Ok<RiderRecord>, ProblemHttpResult>> RecordAsync(
        [FromRoute(Name = "rider_id")] RiderId riderId, DocumentSession session, CancellationToken cancellationToken) =>
        await session.FindAsync<Rider>(riderId.Value, cancellationToken) is { } rider
            ? TypedResults.Ok(RiderRecord.Of(rider))
            : Refusals.NoRiders([riderId.Value]).ToProblem();

    private static Task<Results<Ok<RiderView>, ProblemHttpResult>> PutAsync(
        [FromRoute(Name = "rider_id")] RiderId riderId, RiderBody body, HttpContext http, IMediator mediator, CancellationToken cancellationToken) =>
        SendAsync(mediator, new PutRider(riderId, body, http.Actor()), cancellationToken);

    private static Task<Results<Ok<RiderView>, ProblemHttpResult>> MergeAsync(
        [FromRoute(Name = "rider_id")] RiderId riderId, MergeBody body, HttpContext http, IMediator mediator, CancellationToken cancellationToken) =>
        SendAsync(mediator, new MergeRiders(riderId, body, http.Actor()), cancellationToken);

    private static async Task<Results<Ok<RiderView>, ProblemHttpResult>> SendAsync(
        IMediator mediator, IRequest<Result<Rider>> request, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(request, cancellationToken);
        return result.IsOk ? TypedResults.Ok(RiderView.Of(result.Value)) : result.Error.ToProblem();
    }

    private static (string Name, string Id) Position(string? cursor)
    {
        var at = cursor?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        return at < 0 ? ("", "") : (cursor![..at], cursor[(at + 1)..]);
    }
}
