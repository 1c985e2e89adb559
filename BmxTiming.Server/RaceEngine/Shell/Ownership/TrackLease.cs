using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Shell.Ownership;

/// <summary>
/// What a running track knows of its lease. While it is not valid the track waits: another worker may have it. That
/// saves work; what keeps a late writer from doing harm is the compare-and-set on the events subject.
/// </summary>
internal sealed class TrackLease(TimeProvider time)
{
    private long _validUntilUs = long.MinValue;

    /// <summary>A lease that never ends, for a track that has one engine by construction.</summary>
    public static TrackLease Endless(TimeProvider time)
    {
        var lease = new TrackLease(time);
        lease.Extend(new Micros(long.MaxValue));
        return lease;
    }

    /// <summary>The clock of the lease protocol: it never steps, and goes on while the process stands still.</summary>
    public static Micros Now(TimeProvider time) => Micros.From(time.GetElapsedTime(0));

    public bool IsValid => Now(time).Value < Interlocked.Read(ref _validUntilUs);

    public void Extend(Micros validUntil) => Interlocked.Exchange(ref _validUntilUs, validUntil.Value);
}
