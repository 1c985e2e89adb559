using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Decoder;

/// <summary>SESSION tells which passings a decoder holds. Not every decoder answers: it is asked a few times and then taken as silent.</summary>
internal sealed class SessionQuestion
{
    public const int MaxTries = 3;

    public static readonly Micros RetryAfterUs = Micros.FromSeconds(2);

    private Micros? _askedAtUs;
    private int _tries;

    public bool IsOpen => _askedAtUs is not null;

    public void Ask(Micros monotonicUs)
    {
        _askedAtUs = monotonicUs;
        _tries = 1;
    }

    public void Answered() => _askedAtUs = null;

    /// <summary>True when it is to be asked again; after the last try the question is closed.</summary>
    public bool IsDue(Micros monotonicUs)
    {
        if (_askedAtUs is not { } asked || monotonicUs - asked < RetryAfterUs)
        {
            return false;
        }

        if (_tries == MaxTries)
        {
            _askedAtUs = null;
            return false;
        }

        _tries++;
        _askedAtUs = monotonicUs;
        return true;
    }
}
