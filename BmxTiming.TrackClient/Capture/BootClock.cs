using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Capture;

/// <summary>
/// The gateway's clock: the wall clock read once at start plus monotonic time since, so it never steps within a boot, whatever
/// an NTP daemon does meanwhile. For latency and back-off only, never for results.
/// </summary>
internal sealed class BootClock
{
    private readonly TimeProvider _time;
    private readonly long _startTimestamp;
    private readonly Micros _wallAtBoot;

    public BootClock(TimeProvider time)
    {
        _time = time;
        _startTimestamp = time.GetTimestamp();
        _wallAtBoot = Micros.Now(time);
    }

    public TimeProvider Time => _time;

    /// <summary>µs since this process started; compare only with values of this instance.</summary>
    public Micros MonotonicUs => Micros.From(_time.GetElapsedTime(_startTimestamp));

    /// <summary>µs since 1970-01-01 by this machine.</summary>
    public Micros NowUs => _wallAtBoot + MonotonicUs;
}
