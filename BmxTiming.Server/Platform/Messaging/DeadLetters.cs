using BmxTiming.Protocol.Streams;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>The dead-letter stream: what roles gave up on, for people to look at.</summary>
internal sealed class DeadLetters(Broker broker, SubjectReader reader)
{
    /// <summary>Most letters that a look at the stream takes in, the newest ones.</summary>
    public const int MaxListed = 10_000;

    /// <summary>The letters of a role, or of all, oldest first, each once.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(string? source, CancellationToken cancellationToken)
    {
        var subject = source is null ? Subjects.DeadLetterAll : Subjects.DeadLetter(source);
        var letters = new Dictionary<(string Id, string Hash), DeadLetter>();
        if (await broker.LastAsync(StreamNames.DeadLetter, subject, cancellationToken) is not { } last)
        {
            return [];
        }

        var from = last.StreamSeq > MaxListed ? last.StreamSeq - MaxListed + 1 : 1;
        await foreach (var message in reader.ReadUpToAsync(
            StreamNames.DeadLetter, subject, from, last.StreamSeq, "dead-letters", cancellationToken))
        {
            var letter = DeadLetter.Read(message);
            var key = (letter.LetterId, letter.BodyHash);
            letters[key] = letters.TryGetValue(key, out var first) ? first with { Copies = first.Copies + 1 } : letter;
        }

        return [.. letters.Values.OrderBy(letter => letter.Seq)];
    }

    public async Task<DeadLetter?> FindAsync(long seq, CancellationToken cancellationToken) =>
        seq > 0
        && await broker.NextAsync(StreamNames.DeadLetter, Subjects.DeadLetterAll, (ulong)seq, cancellationToken) is { } message
        && message.StreamSeq == (ulong)seq
            ? DeadLetter.Read(message)
            : null;
}
