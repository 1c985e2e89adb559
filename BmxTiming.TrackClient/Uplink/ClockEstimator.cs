using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Uplink;

/// <summary>
/// Offset between the gateway's and the server's clock from the exchanges that happen anyway. An exchange proves that the offset lies
/// within half its round trip; the proof gets weaker with age, because clocks drift. As in NTP the tightest proof in force counts.
/// </summary>
internal sealed class ClockEstimator
{
    /// <summary>Exchanges that are kept.</summary>
    public const int MaxSamples = 64;

    /// <summary>How far two ordinary clocks may drift apart, in parts per million.</summary>
    public const int DriftPpm = 15;

    /// <summary>Movement from which a new offset is worth a message of its own.</summary>
    public static readonly Micros ReportMoveUs = Micros.FromMilliseconds(5);

    /// <summary>Movement from which it is no drift: one of the two clocks was set, and nothing older counts.</summary>
    public static readonly Micros StepUs = Micros.FromMilliseconds(100);

    private readonly List<Sample> _samples = new(MaxSamples);
    private ClockReport? _reported;

    /// <summary>How often a clock was set under us.</summary>
    public long Steps { get; private set; }

    public Micros? LastStepAtUs { get; private set; }

    /// <summary>Round trip of the last exchange, the server's own time not counted.</summary>
    public Micros? RoundTripUs { get; private set; }

    /// <summary>The estimate at the time of the last exchange; null before the first.</summary>
    public ClockReport? Best => _samples.Count == 0 ? null : At(_samples[^1].AtUs);

    /// <summary>Server clock minus gateway clock as known at <paramref name="nowUs"/>; null before the first exchange.</summary>
    public ClockReport? At(Micros nowUs)
    {
        if (_samples.Count == 0)
        {
            return null;
        }

        var best = _samples.MinBy(sample => sample.BoundUs(nowUs));
        return new ClockReport(new Micros(best.OffsetUs), new Micros(best.BoundUs(nowUs)));
    }

    /// <summary>
    /// Adds an exchange: sent at <paramref name="t0"/> and answered at <paramref name="t3"/> on this machine, received at
    /// <paramref name="t1"/> and answered at <paramref name="t2"/> on the server.
    /// </summary>
    /// <returns>
    /// The estimate when it should be reported: the first one, when it moved by more than <see cref="ReportMoveUs"/>, and when it is
    /// known twice as well as reported.
    /// </returns>
    public ClockReport? Add(Micros t0, Micros t1, Micros t2, Micros t3)
    {
        var roundTripUs = t3 - t0 - (t2 - t1);
        if (roundTripUs < Micros.Zero || t2 < t1)
        {
            return null; // no such exchange exists: a clock was set in between
        }

        RoundTripUs = roundTripUs;
        Keep(new Sample((t1 - t0 + (t2 - t3)).Value / 2, (roundTripUs.Value + 1) / 2, t3));
        var best = At(t3)!;
        if (_reported is { } reported
            && Math.Abs((best.OffsetUs - reported.OffsetUs).Value) <= ReportMoveUs.Value
            && best.UncertaintyUs.Value > reported.UncertaintyUs.Value / 2)
        {
            return null;
        }

        _reported = best;
        return best;
    }

    private void Keep(Sample fresh)
    {
        // Two proofs that exclude each other: the older one is void. A lopsided delay alone can never do that.
        var before = At(fresh.AtUs);
        _samples.RemoveAll(old => Math.Abs(old.OffsetUs - fresh.OffsetUs) > old.BoundUs(fresh.AtUs) + fresh.HalfTripUs);
        if (before is not null && Math.Abs(before.OffsetUs.Value - fresh.OffsetUs) - before.UncertaintyUs.Value - fresh.HalfTripUs > StepUs.Value)
        {
            _samples.Clear();
            Steps++;
            LastStepAtUs = fresh.AtUs;
        }

        if (_samples.Count == MaxSamples)
        {
            _samples.RemoveAt(0);
        }

        _samples.Add(fresh);
    }

    private readonly record struct Sample(long OffsetUs, long HalfTripUs, Micros AtUs)
    {
        public long BoundUs(Micros nowUs) => HalfTripUs + ((nowUs - AtUs).Value * DriftPpm / 1_000_000);
    }
}
