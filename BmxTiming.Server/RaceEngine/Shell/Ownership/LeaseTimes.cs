using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Shell.Ownership;

/// <summary>
/// Durations of the lease protocol, all derived from one. A worker counts its lease from before it asked for it, the
/// others count from when they saw it: theirs ends later, on whatever clocks.
/// </summary>
internal readonly record struct LeaseTimes(Micros Ttl)
{
    public static LeaseTimes Of(TimeSpan ttl) => new(Micros.From(ttl));

    /// <summary>Three renewals may fail before a lease is lost.</summary>
    public Micros RenewEvery => new(Ttl.Value / 4);

    /// <summary>How long the worker that should take a track has for it before the others try.</summary>
    public Micros Grace => new(Ttl.Value / 4);

    /// <summary>Pause after a claim that somebody else was faster with.</summary>
    public Micros RetryAfter => new(Ttl.Value / 4);

    /// <summary>How long the load must be uneven before a track is handed on.</summary>
    public Micros Settle => new(Ttl.Value / 2);
}
