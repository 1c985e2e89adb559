using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Decoder;

/// <summary>
/// Asks for missing passings piece by piece: one request in flight, repeated while nothing comes of it, given up in the end. A decoder
/// has other things to do than to answer us, and how long a range it serves is not published.
/// </summary>
internal sealed class GapRecovery(MissingNumbers missing)
{
    public const int ChunkPassings = 50;

    /// <summary>Tries in a row that brought nothing.</summary>
    public const int MaxTries = 3;

    public static readonly Micros RetryAfterUs = Micros.FromSeconds(2);

    private NumberRange? _asked;
    private Micros _askedAtUs;
    private long _missingWhenAsked;
    private int _tries;

    /// <summary>The request to send now, if there is one.</summary>
    /// <param name="monotonicUs">Now.</param>
    /// <param name="lost">What has been given up and is to be declared.</param>
    public NumberRange? Next(Micros monotonicUs, ICollection<NumberRange> lost)
    {
        while (true)
        {
            if (_asked is not { } asked)
            {
                return missing.NextToAsk(ChunkPassings) is { } chunk ? Ask(chunk, monotonicUs) : null;
            }

            var left = missing.CountIn(asked);
            if (left == 0)
            {
                Forget();
                continue;
            }

            if (monotonicUs - _askedAtUs < RetryAfterUs)
            {
                return null;
            }

            if (left < _missingWhenAsked)
            {
                _tries = 0;
            }

            if (_tries < MaxTries)
            {
                return Ask(asked, monotonicUs);
            }

            foreach (var range in missing.GiveUp(asked))
            {
                lost.Add(range);
            }

            Forget();
        }
    }

    /// <summary>Answers to what was asked will not come: the connection is gone, or the counter has restarted.</summary>
    public void Forget()
    {
        _asked = null;
        _tries = 0;
    }

    private NumberRange Ask(NumberRange chunk, Micros monotonicUs)
    {
        _asked = chunk;
        _askedAtUs = monotonicUs;
        _missingWhenAsked = missing.CountIn(chunk);
        _tries++;
        return chunk;
    }
}
