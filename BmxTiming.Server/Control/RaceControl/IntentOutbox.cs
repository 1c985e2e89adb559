using System.Text.Json;
using BmxTiming.Protocol.Json;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Control.RaceControl;

/// <summary>
/// Sends stored intents to their track's raw log and notes what came of them. Sending one twice is harmless: the log
/// recognises the message id, and the engine drops an intent it knows.
/// </summary>
internal sealed class IntentOutbox(DocumentSessions sessions, RawLog log)
{
    /// <summary>Most intents in one round of sending again.</summary>
    private const int RoundLimit = 100;

    public async Task<OutboxIntent?> FindAsync(string intentId, CancellationToken cancellationToken)
    {
        await using var session = sessions.Open();
        return await session.FindAsync<OutboxIntent>(intentId, cancellationToken);
    }

    public async Task DispatchAsync(OutboxIntent intent, CancellationToken cancellationToken)
    {
        var message = JsonSerializer.Deserialize(intent.Message, WireJson.Default.RawMessage)
            ?? throw new JsonException("a stored intent without a message");
        await log.AppendAtEndAsync(message, cancellationToken);
        await ChangeAsync(intent.Id, stored => stored with { Dispatched = true }, cancellationToken);
    }

    public Task NoteAsync(string intentId, IntentOutcome outcome, CancellationToken cancellationToken) =>
        ChangeAsync(intentId, stored => stored with { Dispatched = true, Outcome = outcome }, cancellationToken);

    /// <summary>Intents that a crash or an absent broker left behind, oldest first.</summary>
    public async Task<IReadOnlyList<OutboxIntent>> UndispatchedAsync(CancellationToken cancellationToken)
    {
        await using var session = sessions.Open();
        var found = await session.ListAsync<OutboxIntent>(all => all.Where(x => !x.Dispatched).Take(RoundLimit), cancellationToken);
        return [.. found.OrderBy(intent => intent.RequestedAtUs)];
    }

    private async Task ChangeAsync(string intentId, Func<OutboxIntent, OutboxIntent> change, CancellationToken cancellationToken)
    {
        await using var session = sessions.Open();
        if (await session.FindAsync<OutboxIntent>(intentId, cancellationToken) is { } stored)
        {
            session.Store(change(stored));
            await session.TrySaveAsync(cancellationToken);
        }
    }
}
