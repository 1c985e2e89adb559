using System.Globalization;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BmxTiming.Server.Control.DeadLetterDesk;

/// <summary>Messages that a role gave up on: look, give another chance, close.</summary>
internal static class DeadLetterEndpoints
{
    private const string All = "all";

    /// <param name="Reason">Why nothing needs to be done.</param>
    internal sealed record DiscardBody(string? Reason);

    public static IServiceCollection AddDeadLetterDesk(this IServiceCollection services) => services
        .AddScoped<DeadLetterList>()
        .AddScoped<DeadLetterDecisions>()
        .AddChange<RequeueDeadLetter, DeadLetterOutcome, RequeueDeadLetterHandler, RequeueDeadLetterValidator>()
        .AddChange<DiscardDeadLetter, DeadLetterOutcome, DiscardDeadLetterHandler, DiscardDeadLetterValidator>();

    public static void MapDeadLetters(this IEndpointRouteBuilder api)
    {
        api.MapGet("/dead-letters", ListAsync).WithName("listDeadLetters")
            .WithSummary("Letters that wait for a decision; state all shows decided ones as well.")
            .Refuses(ControlCodes.BrokerUnavailable).RequireAuthorization(Policies.Manage);
        api.MapGet("/dead-letters/{seq:long}", GetAsync).WithName("getDeadLetter")
            .WithSummary("A letter with its message.")
            .Refuses(ControlCodes.DeadLetterNotFound, ControlCodes.BrokerUnavailable).RequireAuthorization(Policies.Manage);
        api.MapPost("/dead-letters/{seq:long}/requeue", RequeueAsync).WithName("requeueDeadLetter")
            .WithSummary("Do the work of a letter again.")
            .Refuses(ControlCodes.DeadLetterNotFound, ControlCodes.NotRequeueable, ControlCodes.NothingToRequeue, ControlCodes.BrokerUnavailable).RequireAuthorization(Policies.Manage);
        api.MapPost("/dead-letters/{seq:long}/discard", DiscardAsync).WithName("discardDeadLetter")
            .WithSummary("Close a letter, with a reason.")
            .Refuses(ControlCodes.DeadLetterNotFound, ControlCodes.AlreadyRequeued, ControlCodes.BrokerUnavailable).RequireAuthorization(Policies.Manage);
    }

    /// <param name="state"><c>all</c> shows decided letters as well.</param>
    private static async Task<Results<Ok<Page<DeadLetterView>>, ProblemHttpResult>> ListAsync(
        string? source, string? state, string? cursor, int? limit, DeadLetterList letters, CancellationToken cancellationToken)
    {
        if (source is not null && !Protocol.Ids.WireToken.IsValid(source))
        {
            return new Platform.Error(ControlCodes.InvalidIdentifier, "source must be the name of a role.").ToProblem();
        }

        var count = Paging.Limit(limit);
        var after = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : 0;
        var found = await letters.FindAsync(source, decided: state == All, after, count + 1, cancellationToken);
        return TypedResults.Ok(Paging.Of(found, count, letter => letter.Seq.ToString(CultureInfo.InvariantCulture), letter => letter));
    }

    private static async Task<Results<Ok<DeadLetterView>, ProblemHttpResult>> GetAsync(
        long seq, DeadLetterList letters, CancellationToken cancellationToken) =>
        await letters.FindAsync(seq, cancellationToken) is { } letter
            ? TypedResults.Ok(letter)
            : Refusals.NoDeadLetter(seq).ToProblem();

    private static async Task<Results<Ok<DeadLetterOutcome>, ProblemHttpResult>> RequeueAsync(
        long seq, HttpContext http, DeadLetterDecisions decisions, CancellationToken cancellationToken)
    {
        var result = await decisions.RequeueAsync(seq, http.Actor(), cancellationToken);
        return result.IsOk ? TypedResults.Ok(result.Value) : result.Error.ToProblem();
    }

    private static async Task<Results<Ok<DeadLetterOutcome>, ProblemHttpResult>> DiscardAsync(
        long seq, DiscardBody body, HttpContext http, DeadLetterDecisions decisions, CancellationToken cancellationToken)
    {
        var result = await decisions.DiscardAsync(seq, body.Reason, http.Actor(), cancellationToken);
        return result.IsOk ? TypedResults.Ok(result.Value) : result.Error.ToProblem();
    }
}
