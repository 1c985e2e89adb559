using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Shell.Ownership;

namespace BmxTiming.Tests.Simulation;

/// <summary>The lease bucket as the broker keeps it: compare-and-set, and values that run out of time up to a second late.</summary>
internal sealed class SimulatedLeases(Micros maxAge, Random random, LeaseFlaw flaw)
{
    private readonly Dictionary<TrackId, (LeaseValue? Value, ulong Revision, Micros WrittenAt, Micros Ages)> _stored = [];
    private ulong _revision;

    /// <summary>Told of each write, in order.</summary>
    public event Action<TrackId, LeaseValue?, ulong>? Changed;

    /// <summary>What the real store does: replace the revision, or create, or find one's own.</summary>
    public ulong? Claim(TrackId track, LeaseValue lease, ulong revision, Micros now)
    {
        var exists = Find(track, now) is not null;
        var replaces = revision > 0 && _stored.TryGetValue(track, out var stored) && stored.Revision == revision && now < stored.Ages;
        var own = Find(track, now)?.Value?.Worker == lease.Worker;
        return replaces || !exists || own || flaw == LeaseFlaw.NoCompareAndSet ? Write(track, lease, now) : null;
    }

    public void Release(TrackId track, ulong revision, Micros now)
    {
        if (Find(track, now)?.Revision == revision)
        {
            Write(track, null, now);
        }
    }

    private (LeaseValue? Value, ulong Revision)? Find(TrackId track, Micros now) =>
        _stored.TryGetValue(track, out var stored) && stored.Value is not null && now < stored.Ages ? (stored.Value, stored.Revision) : null;

    private ulong Write(TrackId track, LeaseValue? lease, Micros now)
    {
        var ages = now + maxAge + Micros.FromMilliseconds(random.Next(0, 1_000));
        _stored[track] = (lease, ++_revision, now, ages);
        Changed?.Invoke(track, lease, _revision);
        return _revision;
    }
}

/// <summary>Bugs planted into the lease protocol, to see that the checkers see them.</summary>
internal enum LeaseFlaw
{
    None,

    /// <summary>The bucket takes every write.</summary>
    NoCompareAndSet,

    /// <summary>A worker counts its lease from the answer instead of from the question.</summary>
    CountsFromTheAnswer,
}
