namespace BmxTiming.TrackClient.Simulation;

/// <summary>
/// A small random generator whose numbers are the same for a seed on every machine and runtime (Steele, Lea, Flood: "Fast
/// splittable pseudorandom number generators", 2014). For simulations, never for secrets.
/// </summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public static SplitMix64 Of(ulong seed, params ReadOnlySpan<ulong> streams)
    {
        var random = new SplitMix64(seed);
        foreach (var stream in streams)
        {
            random = new SplitMix64(random.Next() ^ stream);
        }

        return random;
    }

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From <paramref name="min"/> to <paramref name="max"/>, both included, all alike.</summary>
    public long Between(long min, long max) => min + (long)(Next() % (ulong)(max - min + 1));

    /// <summary>As <see cref="Between"/>, but rather in the middle: the mean of three.</summary>
    public long AroundMiddle(long min, long max) => (Between(min, max) + Between(min, max) + Between(min, max)) / 3;

    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)Between(0, i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
