using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Uplink;

/// <summary>
/// Offset between the gateway's and the server's clock from the exchanges that happen anyway. As in NTP the exchange with the
/// smallest round trip is the best one, because an asymmetric delay can hide in it least.
/// </summary>
internal sealed class ClockEstimator
{
    /// <summary>Exchanges that are kept.</summary>
    public const int MaxSamples = 64;

    /// <summary>Movement from which a new offset is worth a message of its own.</summary>
    public static readonly Micros ReportStepUs = Micros.FromMilliseconds(5);

    private readonly Queue<(Micros OffsetUs, Micros RoundTripUs)> _samples = new(MaxSamples);
    private Micros? _reportedUs;

    /// <summary>Server clock minus gateway clock; null before the first exchange.</summary>
    public ClockReport? Best { get; private set; }

    /// <summary>
    /// Adds an exchange: sent at <paramref name="t0"/> and answered at <paramref name="t3"/> on this machine, received at
    /// <paramref name="t1"/> and answered at <paramref name="t2"/> on the server.
    /// </summary>
    /// <returns>The estimate when it should be reported: the first one, and when it moved by more than <see cref="ReportStepUs"/>.</returns>
    public ClockReport? Add(Micros t0, Micros t1, Micros t2, Micros t3)
    {
        var roundTripUs = t3 - t0 - (t2 - t1);
        if (roundTripUs < Micros.Zero || t2 < t1)
        {
            return null; // no such exchange exists: a clock was set in between
        }

        if (_samples.Count == MaxSamples)
        {
            _samples.Dequeue();
        }

        _samples.Enqueue((new Micros((t1 - t0 + (t2 - t3)).Value / 2), roundTripUs));
        var best = _samples.MinBy(static sample => sample.RoundTripUs);
        Best = new ClockReport(best.OffsetUs, new Micros((best.RoundTripUs.Value + 1) / 2));
        if (_reportedUs is { } reported && Math.Abs((best.OffsetUs - reported).Value) <= ReportStepUs.Value)
        {
            return null;
        }

        _reportedUs = best.OffsetUs;
        return Best;
    }
}
