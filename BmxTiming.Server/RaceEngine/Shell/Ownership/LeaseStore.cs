using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.RaceEngine.Shell.Ownership;

/// <summary>Leases and heartbeats in their buckets, in the words of the book.</summary>
internal sealed class LeaseStore(Broker broker, SubjectReader reader)
{
    /// <summary>What keys beside the heartbeats begin with that are written to have been written, and say nothing.</summary>
    public const string Rehearsal = "rehearsal-";

    private readonly KeyBucket _leases = new(broker, reader, StreamNames.EngineLeases);
    private readonly KeyBucket _workers = new(broker, reader, StreamNames.EngineWorkers);

    /// <summary>Every lease there is, then each change; <c>null</c> = removed. Keys that are no track are not ours.</summary>
    public async IAsyncEnumerable<(TrackId Track, LeaseValue? Lease, ulong Revision)> LeasesAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in _leases.ChangesAsync(cancellationToken))
        {
            if (TrackId.TryParse(entry.Key, out var track))
            {
                yield return (track, entry.Value is { } value ? LeaseValue.TryRead(value) : null, entry.Revision);
            }
        }
    }

    /// <summary>Every worker there is, then each heartbeat; <c>null</c> = it said goodbye.</summary>
    public async IAsyncEnumerable<(string Worker, WorkerValue? Value)> WorkersAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in _workers.ChangesAsync(cancellationToken))
        {
            if (entry.Key.StartsWith(Rehearsal, StringComparison.Ordinal))
            {
                continue;
            }

            yield return (entry.Key, entry.Value is { } value ? WorkerValue.TryRead(value) : null);
        }
    }

    public Task BeatAsync(string worker, WorkerValue value, CancellationToken cancellationToken) =>
        _workers.PutAsync(worker, value.ToBytes(), cancellationToken);

    public Task LeaveAsync(string worker, CancellationToken cancellationToken) => _workers.RemoveAsync(worker, cancellationToken);

    /// <summary>Takes or renews a lease: replaces the one of <paramref name="revision"/>, or makes one where there is none.</summary>
    /// <returns>Its new revision; <c>null</c> when another worker has it.</returns>
    public async Task<ulong?> ClaimAsync(TrackId track, LeaseValue lease, ulong revision, CancellationToken cancellationToken)
    {
        var value = lease.ToBytes();
        if (revision > 0 && await _leases.TryUpdateAsync(track.Value, value, revision, cancellationToken) is { } replaced)
        {
            return replaced;
        }

        if (await _leases.TryCreateAsync(track.Value, value, cancellationToken) is { } created)
        {
            return created;
        }

        // It may be this worker's own, from a claim whose answer was lost.
        return await _leases.ReadAsync(track.Value, cancellationToken) is { Value: { } stored } found && LeaseValue.TryRead(stored)?.Worker == lease.Worker
            ? await _leases.TryUpdateAsync(track.Value, value, found.Revision, cancellationToken)
            : null;
    }

    /// <summary>
    /// Makes, renews and removes a key beside the heartbeats, which says of no worker that it lives: what a lease is taken, kept and
    /// given back with, run once before it is needed.
    /// </summary>
    public async Task RehearseAsync(string worker, CancellationToken cancellationToken)
    {
        var (key, nobody) = ($"{Rehearsal}{worker}", "{}"u8.ToArray());
        if (await _workers.TryCreateAsync(key, nobody, cancellationToken) is { } created
            && await _workers.TryUpdateAsync(key, nobody, created, cancellationToken) is { } renewed)
        {
            await _workers.TryRemoveAsync(key, renewed, cancellationToken);
        }
    }

    /// <summary>Removes a lease, unless another worker has it by now.</summary>
    public Task ReleaseAsync(TrackId track, ulong revision, CancellationToken cancellationToken) =>
        _leases.TryRemoveAsync(track.Value, revision, cancellationToken);
}
