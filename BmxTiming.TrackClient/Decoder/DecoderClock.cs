using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Decoder;

/// <summary>
/// What the decoder's clock shows now: the last time it told us plus monotonic time since. GET_TIME answers count; passings only
/// where there is no fresh answer, because a passing is reported some time after its stamp. It also tells when that clock was set:
/// what it shows can then not be explained by the time that has passed.
/// </summary>
/// <param name="speed">Decoder seconds per second.</param>
internal sealed class DecoderClock(double speed)
{
    /// <summary>Three STATUS periods without an answer: the decoder does not answer GET_TIME.</summary>
    private static readonly Micros FreshUs = Micros.FromSeconds(15);

    /// <summary>A smaller step is not told: it is what two clocks differ by anyway.</summary>
    private static readonly Micros SmallestStepUs = Micros.FromMilliseconds(500);

    /// <summary>A passing may be reported this late; only then is it a sign of a clock that was set back.</summary>
    private static readonly Micros LatestReportUs = Micros.FromMilliseconds(2_500);

    /// <summary>Late passings in a row that prove a step back, where GET_TIME is not answered.</summary>
    private const int LateInARow = 3;

    /// <summary>Two cheap crystals drift apart by less than this.</summary>
    private const double DriftPerSecond = 500e-6;

    private Micros? _rtcUs;
    private Micros _atUs;
    private Micros _slackUs;
    private Micros? _measuredAtUs;
    private int _late;
    private Micros _leastLateUs;

    /// <summary>An answer to GET_TIME, asked and answered at these monotonic times. Wrong by half the round trip at most.</summary>
    /// <returns>How far the clock has stepped, when it has.</returns>
    public Micros? OnAnswer(Micros rtcUs, Micros askedAtUs, Micros answeredAtUs)
    {
        var halfUs = (answeredAtUs - askedAtUs).Value / 2;
        var middleUs = new Micros(askedAtUs.Value + halfUs);
        var slackUs = Scaled(new Micros(halfUs));
        Micros? step = Difference(rtcUs, middleUs) is { } delta && Math.Abs(delta.Value) > (ToleranceUs(middleUs) + slackUs).Value ? delta : null;
        Anchor(rtcUs, middleUs, slackUs);
        _measuredAtUs = answeredAtUs;
        return step;
    }

    /// <summary>A live passing, read at this monotonic time.</summary>
    /// <returns>How far the clock has stepped, when it has.</returns>
    public Micros? OnPassing(Micros rtcUs, Micros readAtUs)
    {
        if (Difference(rtcUs, readAtUs) is not { } delta)
        {
            Anchor(rtcUs, readAtUs, Micros.Zero);
            return null;
        }

        if (delta > ToleranceUs(readAtUs))
        {
            // Nothing passes in the future.
            Anchor(rtcUs, readAtUs, Micros.Zero);
            return delta;
        }

        if (IsFresh(readAtUs))
        {
            return null;
        }

        if (delta >= new Micros(-Scaled(LatestReportUs).Value))
        {
            _late = 0;
            if (delta.Value >= -Scaled(SmallestStepUs).Value)
            {
                Anchor(rtcUs, readAtUs, Micros.Zero);
            }

            return null;
        }

        _leastLateUs = _late == 0 || delta > _leastLateUs ? delta : _leastLateUs;
        if (++_late < LateInARow)
        {
            return null;
        }

        Anchor(rtcUs, readAtUs, Micros.Zero);
        return _leastLateUs;
    }

    /// <summary>True when a passing looks so late that the decoder should be asked for its time.</summary>
    public bool IsSuspicious(Micros rtcUs, Micros readAtUs) => Difference(rtcUs, readAtUs) is { } delta && delta.Value < -Scaled(LatestReportUs).Value;

    /// <summary>Null while the decoder has not told any time.</summary>
    public Micros? At(Micros monotonicUs) => _rtcUs is { } rtc ? rtc + Passed(monotonicUs) : null;

    private Micros Passed(Micros monotonicUs) => new((long)((monotonicUs - _atUs).Value * speed));

    // A simulated clock runs faster than the pauses of this machine get shorter.
    private Micros Scaled(Micros us) => new((long)(us.Value * Math.Max(1, speed)));

    private Micros? Difference(Micros rtcUs, Micros monotonicUs) => At(monotonicUs) is { } expected ? rtcUs - expected : null;

    private Micros ToleranceUs(Micros monotonicUs) =>
        SmallestStepUs + _slackUs + new Micros((long)(Math.Abs(Passed(monotonicUs).Value) * DriftPerSecond));

    private bool IsFresh(Micros monotonicUs) => _measuredAtUs is { } measured && monotonicUs - measured < FreshUs;

    private void Anchor(Micros rtcUs, Micros atUs, Micros slackUs)
    {
        _rtcUs = rtcUs;
        _atUs = atUs;
        _slackUs = slackUs;
        _late = 0;
    }
}
