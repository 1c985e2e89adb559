using System.Runtime.CompilerServices;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>Reading a subject that goes on for ever up to a place that is on it already.</summary>
internal static class BoundedReading
{
    /// <summary>
    /// Messages with <paramref name="fromSeq"/> ≤ sequence ≤ <paramref name="toSeq"/>. The subject must have a message at
    /// or behind <paramref name="toSeq"/>, or the end is waited for.
    /// </summary>
    public static async IAsyncEnumerable<LogMessage> ReadUpToAsync(
        this SubjectReader reader, string stream, string subject, ulong fromSeq, ulong toSeq, string name,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (fromSeq > toSeq)
        {
            yield break;
        }

        await foreach (var message in reader.ReadAsync(stream, subject, fromSeq, name, cancellationToken))
        {
            if (message.StreamSeq <= toSeq)
            {
                yield return message;
            }

            if (message.StreamSeq >= toSeq)
            {
                yield break;
            }
        }

        // The reader ends in silence when it is told to stop: half an answer must not pass for a whole one.
        cancellationToken.ThrowIfCancellationRequested();
    }
}
