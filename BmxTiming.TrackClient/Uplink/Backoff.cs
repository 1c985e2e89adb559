using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Uplink;

/// <summary>
/// Exponential waiting with jitter: between half and the whole of 250 ms · 2^n, at most <paramref name="maxUs"/>. The jitter keeps
/// a hundred gateways from coming back in the same millisecond.
/// </summary>
/// <param name="jitter">A number from 0 up to, not including, its argument.</param>
internal sealed class Backoff(Micros firstUs, Micros maxUs, Func<long, long> jitter)
{
    private int _failures;

    public int Failures => _failures;

    /// <summary>How long to wait after one more failure, never shorter than the server asked for.</summary>
    public Micros Next(Micros? retryAfterUs = null)
    {
        var ceiling = Math.Min(maxUs.Value, firstUs.Value << Math.Min(_failures, 20));
        _failures++;
        var wait = (ceiling / 2) + jitter((ceiling / 2) + 1);
        return new Micros(Math.Max(wait, retryAfterUs?.Value ?? 0));
    }

    public void Reset() => _failures = 0;
}
