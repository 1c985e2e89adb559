using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Decoder;

/// <summary>
/// What the decoder's clock shows now: the last time it told us plus monotonic time since. GET_TIME answers count; passings only
/// where there is no fresh answer, because a passing is reported some time after its stamp.
/// </summary>
/// <param name="speed">Decoder seconds per second.</param>
internal sealed class DecoderClock(double speed)
{
    /// <summary>Three STATUS periods without an answer: the decoder does not answer GET_TIME.</summary>
    private static readonly Micros FreshUs = Micros.FromSeconds(15);

    private Micros? _rtcUs;
    private Micros _atUs;
    private Micros? _measuredAtUs;

    /// <summary>An answer to GET_TIME, asked and answered at these monotonic times.</summary>
    public void OnAnswer(Micros rtcUs, Micros askedAtUs, Micros answeredAtUs)
    {
        _rtcUs = rtcUs;
        _atUs = new Micros(askedAtUs.Value + ((answeredAtUs.Value - askedAtUs.Value) / 2));
        _measuredAtUs = answeredAtUs;
    }

    /// <summary>A live passing, read at this monotonic time.</summary>
    public void OnPassing(Micros rtcUs, Micros readAtUs)
    {
        if (_measuredAtUs is { } measured && readAtUs - measured < FreshUs)
        {
            return;
        }

        _rtcUs = rtcUs;
        _atUs = readAtUs;
    }

    /// <summary>Null while the decoder has not told any time.</summary>
    public Micros? At(Micros monotonicUs) => _rtcUs is { } rtc ? new Micros(rtc.Value + (long)((monotonicUs - _atUs).Value * speed)) : null;
}
