using System.Runtime.CompilerServices;
using NATS.Client.KeyValueStore;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>
/// The newest value of a key.
/// </summary>
/// <param name="Value"><c>null</c> when the key was removed.</param>
/// <param name="Revision">Grows with every write to the bucket; what a compare-and-set names.</param>
internal readonly record struct KeyEntry(string Key, byte[]? Value, ulong Revision);

/// <summary>
/// A key-value bucket for things that two writers compete for: every write says what it replaces. A method that lost
/// the race says so; a broker that did not answer is an exception (<see cref="BrokerFailures"/>) and the outcome is open.
/// </summary>
internal sealed class KeyBucket(Broker broker, SubjectReader reader, string bucket)
{
    /// <summary>What the client library puts on the removal of a key.</summary>
    private const string OperationHeader = "KV-Operation";

    private INatsKVStore? _store;

    /// <summary>The value of every key, then each change as it comes. A value that ran out of time is no change: nothing is told.</summary>
    public async IAsyncEnumerable<KeyEntry> ChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = $"$KV.{bucket}.";
        await foreach (var message in reader.ReadAsync($"KV_{bucket}", prefix + ">", 1, $"watch-{bucket}", cancellationToken))
        {
            var removed = message.Header(OperationHeader) is not null;
            yield return new KeyEntry(message.Subject[prefix.Length..], removed ? null : message.Data.ToArray(), message.StreamSeq);
        }
    }

    /// <summary>The key's value, or <c>null</c> when it has none.</summary>
    public async Task<KeyEntry?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        var found = await (await StoreAsync(cancellationToken)).TryGetEntryAsync<byte[]>(key, cancellationToken: cancellationToken);
        return found.Success ? new KeyEntry(key, found.Value.Value, found.Value.Revision) : null;
    }

    /// <summary>Writes whatever is there.</summary>
    public async Task PutAsync(string key, byte[] value, CancellationToken cancellationToken) =>
        await (await StoreAsync(cancellationToken)).PutAsync(key, value, cancellationToken: cancellationToken);

    /// <summary>Writes a key that has no value: it never had, was removed, or ran out of time.</summary>
    /// <returns>The new revision; <c>null</c> when the key has a value.</returns>
    public async Task<ulong?> TryCreateAsync(string key, byte[] value, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Refused, the library looks whether the key was removed. It may run out of time between the two: then it has no value now.
            var created = await (await StoreAsync(cancellationToken)).TryCreateAsync(key, value, cancellationToken: cancellationToken);
            if (created.Success || created.Error is not NatsKVKeyNotFoundException)
            {
                return created.Success ? created.Value : Lost(created.Error);
            }
        }
    }

    /// <summary>Replaces exactly the value of a revision.</summary>
    /// <returns>The new revision; <c>null</c> when that value is no longer there.</returns>
    public async Task<ulong?> TryUpdateAsync(string key, byte[] value, ulong revision, CancellationToken cancellationToken)
    {
        var updated = await (await StoreAsync(cancellationToken)).TryUpdateAsync(key, value, revision, cancellationToken: cancellationToken);
        return updated.Success ? updated.Value : Lost(updated.Error);
    }

    /// <summary>Removes exactly the value of a revision.</summary>
    /// <returns><c>false</c> when that value is no longer there.</returns>
    public async Task<bool> TryRemoveAsync(string key, ulong revision, CancellationToken cancellationToken)
    {
        var removed = await (await StoreAsync(cancellationToken))
            .TryDeleteAsync(key, new NatsKVDeleteOpts { Revision = revision }, cancellationToken);
        return removed.Success || Lost(removed.Error) is not null;
    }

    public async Task RemoveAsync(string key, CancellationToken cancellationToken) =>
        await (await StoreAsync(cancellationToken)).DeleteAsync(key, cancellationToken: cancellationToken);

    private async Task<INatsKVStore> StoreAsync(CancellationToken cancellationToken) =>
        _store ??= await broker.KeyValue.GetStoreAsync(bucket, cancellationToken);

    private static ulong? Lost(Exception error) =>
        error is NatsKVWrongLastRevisionException or NatsKVCreateException ? null : throw error;
}
