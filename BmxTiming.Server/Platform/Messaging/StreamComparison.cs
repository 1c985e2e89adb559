using NATS.Client.JetStream.Models;
using NATS.Client.KeyValueStore;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>Compares a stream with its definition, in words.</summary>
internal static class StreamComparison
{
    /// <summary>Everything in which <paramref name="actual"/> differs from <paramref name="wanted"/>.</summary>
    public static IEnumerable<string> Differences(StreamConfig actual, StreamConfig wanted) =>
        Rows(actual, wanted).Where(row => !Equals(row.Actual, row.Wanted))
            .Select(row => $"{wanted.Name}.{row.Name} is {row.Actual}, must be {row.Wanted}");

    /// <summary>Everything in which a bucket's stream differs from what the bucket must be.</summary>
    public static IEnumerable<string> Differences(StreamConfig actual, NatsKVConfig wanted)
    {
        if (actual.Storage != StreamConfigStorage.File)
        {
            yield return $"{wanted.Bucket}.storage is {actual.Storage}, must be {StreamConfigStorage.File}";
        }

        if (actual.NumReplicas < wanted.NumberOfReplicas)
        {
            yield return $"{wanted.Bucket}.replicas is {actual.NumReplicas}, must be {wanted.NumberOfReplicas}";
        }

        if (actual.MaxAge != wanted.MaxAge)
        {
            yield return $"{wanted.Bucket}.max_age is {actual.MaxAge}, must be {wanted.MaxAge}";
        }

        if (actual.MaxMsgsPerSubject != wanted.History)
        {
            yield return $"{wanted.Bucket}.history is {actual.MaxMsgsPerSubject}, must be {wanted.History}";
        }
    }

    /// <summary>Where the definition would keep less, or protect less, than the stream does today.</summary>
    public static IEnumerable<string> Weakened(StreamConfig actual, StreamConfig wanted)
    {
        if (Shorter(wanted.MaxAge, actual.MaxAge))
        {
            yield return $"{wanted.Name}.max_age would shrink from {actual.MaxAge} to {wanted.MaxAge}";
        }

        if (Smaller(wanted.MaxBytes, actual.MaxBytes))
        {
            yield return $"{wanted.Name}.max_bytes would shrink from {actual.MaxBytes} to {wanted.MaxBytes}";
        }

        if (actual.DuplicateWindow > wanted.DuplicateWindow && wanted.DuplicateWindow > TimeSpan.Zero)
        {
            yield return $"{wanted.Name}.duplicate_window would shrink from {actual.DuplicateWindow} to {wanted.DuplicateWindow}";
        }

        if (actual.NumReplicas > Math.Max(1, wanted.NumReplicas))
        {
            yield return $"{wanted.Name}.replicas would shrink from {actual.NumReplicas} to {Math.Max(1, wanted.NumReplicas)}";
        }

        if (actual.DenyDelete && !wanted.DenyDelete)
        {
            yield return $"{wanted.Name} would allow deleting messages";
        }

        if (actual.DenyPurge && !wanted.DenyPurge)
        {
            yield return $"{wanted.Name} would allow purging";
        }
    }

    // Zero, or a negative number, means without limit.
    private static bool Shorter(TimeSpan wanted, TimeSpan actual) =>
        wanted > TimeSpan.Zero && (actual <= TimeSpan.Zero || wanted < actual);

    private static bool Smaller(long wanted, long actual) => wanted > 0 && (actual <= 0 || wanted < actual);

    private static IEnumerable<(string Name, object? Actual, object? Wanted)> Rows(StreamConfig actual, StreamConfig wanted)
    {
        yield return ("subjects", string.Join(",", actual.Subjects ?? []), string.Join(",", wanted.Subjects ?? []));
        yield return ("storage", actual.Storage, wanted.Storage);
        yield return ("retention", actual.Retention, wanted.Retention);
        yield return ("discard", actual.Discard, wanted.Discard);
        yield return ("max_age", actual.MaxAge, wanted.MaxAge);
        yield return ("max_bytes", actual.MaxBytes, wanted.MaxBytes);
        yield return ("max_msgs_per_subject", Math.Max(0, actual.MaxMsgsPerSubject), Math.Max(0, wanted.MaxMsgsPerSubject));
        yield return ("allow_direct", actual.AllowDirect, wanted.AllowDirect);
        yield return ("allow_atomic", actual.AllowAtomicPublish, wanted.AllowAtomicPublish);
        yield return ("deny_delete", actual.DenyDelete, wanted.DenyDelete);
        yield return ("deny_purge", actual.DenyPurge, wanted.DenyPurge);
        if (actual.NumReplicas < wanted.NumReplicas)
        {
            yield return ("replicas", actual.NumReplicas, wanted.NumReplicas);
        }

        if (wanted.DuplicateWindow > TimeSpan.Zero)
        {
            yield return ("duplicate_window", actual.DuplicateWindow, wanted.DuplicateWindow);
        }
    }
}
