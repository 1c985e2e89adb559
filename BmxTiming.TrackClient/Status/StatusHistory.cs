using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Status;

/// <summary>The last ten minutes in buckets of ten seconds, for the picture on the page. Thread-safe.</summary>
internal sealed class StatusHistory
{
    public const int BucketSeconds = 10;
    public const int Buckets = 60;

    private readonly Lock _gate = new();
    private readonly long[] _passings = new long[Buckets];
    private readonly long[] _unsent = new long[Buckets];
    private long _newest;
    private long _countedPassings;

    /// <summary>Notes what is so now; call it at least once a bucket.</summary>
    /// <param name="monotonicUs">Time since the start.</param>
    /// <param name="passings">Passings since the start.</param>
    public void Observe(Micros monotonicUs, long passings, long unsent)
    {
        lock (_gate)
        {
            Advance(monotonicUs.Value / (BucketSeconds * Micros.PerSecond));
            _passings[_newest % Buckets] += passings - _countedPassings;
            _unsent[_newest % Buckets] = Math.Max(_unsent[_newest % Buckets], unsent);
            _countedPassings = passings;
        }
    }

    public HistoryPart Read()
    {
        lock (_gate)
        {
            return new HistoryPart(BucketSeconds, OldestFirst(_passings), OldestFirst(_unsent));
        }
    }

    private void Advance(long bucket)
    {
        for (var steps = Math.Min(bucket - _newest, Buckets); steps > 0; steps--)
        {
            _newest = bucket - steps + 1;
            _passings[_newest % Buckets] = 0;
            _unsent[_newest % Buckets] = 0;
        }
    }

    private long[] OldestFirst(long[] ring)
    {
        var next = (int)((_newest + 1) % Buckets);
        return [.. ring[next..], .. ring[..next]];
    }
}
