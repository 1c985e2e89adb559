using System.Globalization;
using System.Text;
using BmxTiming.Server.Control;
using BmxTiming.Server.Control.DeadLetterDesk;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Http;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Hosting;

/// <summary><c>dlq list|show|requeue|discard</c>: the control API's dead-letter routes at a terminal.</summary>
internal static class DeadLetterVerb
{
    private const string Usage =
        "dlq list [--source ROLE] [--all] [--json], dlq show SEQ, dlq requeue SEQ [--json], or dlq discard SEQ --reason TEXT [--json]";

    private const int ListLimit = 1_000;

    private static string Actor => $"cli:{Environment.UserName}";

    public static async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        var parsed = VerbArguments.Parse(args, ["--source", "--reason"], ["--all", "--json"]);
        if (!parsed.IsOk || ActionOf(parsed.Value) is not { } action)
        {
            return await VerbOutput.UsageAsync(Usage, parsed.Error);
        }

        var built = await VerbHost.BuildAsync(parsed.Value.Configuration, ModuleNeeds.Messaging | ModuleNeeds.Storage, builder =>
        {
            builder.AddHttp(); // The audit writes a request as the API does.
            builder.Services.AddMediator().AddDeadLetterDesk();
        });
        if (!built.IsOk)
        {
            return await VerbOutput.FailAsync(built.Error, ServerVerbs.Usage);
        }

        using var host = built.Value;
        await using var scope = host.Services.CreateAsyncScope();
        try
        {
            return await action(scope.ServiceProvider, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && (StorageFailures.IsTransient(e) || BrokerFailures.IsTransient(e)))
        {
            var code = StorageFailures.IsTransient(e) ? ControlCodes.StorageUnavailable : ControlCodes.BrokerUnavailable;
            return await VerbOutput.FailAsync(new Error(code, e.Message), ServerVerbs.Usage);
        }
    }

    private static Func<IServiceProvider, CancellationToken, Task<int>>? ActionOf(VerbArguments arguments)
    {
        var json = arguments.Has("--json");
        long seq = 0;
        var hasSeq = arguments.Words.Count == 2 && long.TryParse(arguments.Words[1], NumberStyles.None, CultureInfo.InvariantCulture, out seq);
        return (arguments.Words.Count > 0 ? arguments.Words[0] : "") switch
        {
            "list" when arguments.Words.Count == 1 => (services, stop) => ListAsync(services, arguments["--source"], arguments.Has("--all"), json, stop),
            "show" when hasSeq => (services, stop) => ShowAsync(services, seq, stop),
            "requeue" when hasSeq => (services, stop) => ChangeAsync(services, decisions => decisions.RequeueAsync(seq, Actor, stop), json),
            "discard" when hasSeq && arguments["--reason"] is { } reason =>
                (services, stop) => ChangeAsync(services, decisions => decisions.DiscardAsync(seq, reason, Actor, stop), json),
            _ => null,
        };
    }

    private static async Task<int> ListAsync(IServiceProvider services, string? source, bool all, bool json, CancellationToken cancellationToken)
    {
        var letters = await services.GetRequiredService<DeadLetterList>().FindAsync(source, all, after: 0, ListLimit, cancellationToken);
        foreach (var letter in letters)
        {
            Console.WriteLine(json ? VerbOutput.Json(letter) : Line(letter));
        }

        if (!json)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"dlq: {letters.Count} letters"));
        }

        return ServerVerbs.Good;
    }

    private static async Task<int> ShowAsync(IServiceProvider services, long seq, CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<DeadLetterList>().FindAsync(seq, cancellationToken) is not { } letter)
        {
            return await VerbOutput.FailAsync(Refusals.NoDeadLetter(seq), ServerVerbs.Usage);
        }

        Console.WriteLine(VerbOutput.Json(letter));
        return ServerVerbs.Good;
    }

    private static async Task<int> ChangeAsync(
        IServiceProvider services, Func<DeadLetterDecisions, Task<Result<DeadLetterOutcome>>> decide, bool json)
    {
        var result = await decide(services.GetRequiredService<DeadLetterDecisions>());
        if (!result.IsOk)
        {
            var missing = result.Error.Code is ControlCodes.DeadLetterNotFound or ControlCodes.InvalidRequest;
            return await VerbOutput.FailAsync(result.Error, missing ? ServerVerbs.Usage : ServerVerbs.Refused);
        }

        Console.WriteLine(json ? VerbOutput.Json(result.Value) : Text(result.Value));
        return ServerVerbs.Good;
    }

    private static string Line(DeadLetterView letter) => string.Create(
        CultureInfo.InvariantCulture,
        $"{letter.Seq,6}  {letter.StoredAt:yyyy-MM-dd HH:mm:ss}  {letter.Source,-11}  {letter.Reason,-20}  {letter.LetterId}  {letter.Bytes} B")
        + (letter.Decision is { } decision ? $"  {decision.Decision} by {decision.Actor}" : "");

    private static string Text(DeadLetterOutcome outcome)
    {
        var decision = outcome.Decision;
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"dlq: letter {decision.Id} {decision.Decision}"));
        if (decision is { Action: { } action, TrackId: { } track })
        {
            text.Append(CultureInfo.InvariantCulture, $": {action} on {track}");
        }

        if (decision.RawSeq is { } rawSeq)
        {
            text.Append(CultureInfo.InvariantCulture, $" at {rawSeq}");
        }

        return text.Append(outcome.Repeated ? $" (before, by {decision.Actor})" : "").ToString();
    }
}
