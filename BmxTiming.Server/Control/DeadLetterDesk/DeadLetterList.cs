using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Control.DeadLetterDesk;

/// <summary>Dead letters together with what was decided about them.</summary>
internal sealed class DeadLetterList(DeadLetters letters, DocumentSession session)
{
    /// <param name="source">A role; absent = all.</param>
    /// <param name="decided">Also letters that were requeued or discarded.</param>
    /// <param name="after">Letters behind this sequence.</param>
    /// <param name="limit">Most letters.</param>
    public async Task<IReadOnlyList<DeadLetterView>> FindAsync(
        string? source, bool decided, long after, int limit, CancellationToken cancellationToken)
    {
        var found = await letters.ListAsync(source, cancellationToken);
        var decisions = (await session.ListAsync<DeadLetterDecision>(all => all, cancellationToken))
            .ToDictionary(decision => decision.Id, StringComparer.Ordinal);
        return [.. found
            .Where(letter => letter.Seq > after)
            .Select(letter => DeadLetterView.Brief(letter, Of(letter, decisions.GetValueOrDefault(DeadLetterDecision.IdOf(letter.Seq)))))
            .Where(view => decided || view.Decision is null)
            .Take(limit)];
    }

    public async Task<DeadLetterView?> FindAsync(long seq, CancellationToken cancellationToken) =>
        await letters.FindAsync(seq, cancellationToken) is { } letter
            ? DeadLetterView.Whole(letter, await DecisionAsync(session, letter, cancellationToken))
            : null;

    public static async Task<DeadLetterDecision?> DecisionAsync(DocumentSession session, DeadLetter letter, CancellationToken cancellationToken) =>
        Of(letter, await session.FindAsync<DeadLetterDecision>(DeadLetterDecision.IdOf(letter.Seq), cancellationToken));

    private static DeadLetterDecision? Of(DeadLetter letter, DeadLetterDecision? decision) => decision?.IsAbout(letter) == true ? decision : null;
}
