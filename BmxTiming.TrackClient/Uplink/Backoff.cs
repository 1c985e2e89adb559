using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Uplink;

/// <summary>
/// Exponential waiting with full jitter: anything between a quarter of <paramref name="firstUs"/> (never a tight loop) and
/// <paramref name="firstUs"/> · 2^n, at most <paramref name="maxUs"/>. A hundred gateways that lost the same server spread over the
/// whole of it instead of coming back in step.
/// </summary>
/// <param name="jitter">A number from 0 up to, not including, its argument.</param>
internal sealed class Backoff(Micros firstUs, Micros maxUs, Func<long, long> jitter)
{
    private int _failures;

    public int Failures => _failures;

    /// <summary>How long to wait after one more failure; never shorter than the server asked for, and jittered beyond that too.</summary>
    public Micros Next(Micros? retryAfterUs = null)
    {
        var ceiling = Math.Min(maxUs.Value, firstUs.Value << Math.Min(_failures, 20));
        _failures++;
        var floor = firstUs.Value / 4;
        return retryAfterUs is { } asked
            ? new Micros(asked.Value + jitter(firstUs.Value + 1))
            : new Micros(floor + jitter(ceiling - floor + 1));
    }

    public void Reset() => _failures = 0;
}
