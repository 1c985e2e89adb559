namespace BmxTiming.Server.Scoring.Draws;

/// <summary>SplitMix64: a draw must be the same on every machine, from the seed that is stored with it.</summary>
internal sealed class DrawRandom(ulong seed)
{
    private const ulong FnvOffset = 14_695_981_039_346_656_037;
    private const ulong FnvPrime = 1_099_511_628_211;

    private ulong _state = seed;

    /// <summary>One seed for a whole meeting gives every class, and every round of it, a sequence of its own.</summary>
    public static DrawRandom For(long seed, string className, int round = 0)
    {
        var hash = FnvOffset;
        foreach (var c in className)
        {
            hash = unchecked((hash ^ c) * FnvPrime);
        }

        return new DrawRandom(unchecked(((hash ^ (ulong)seed) * FnvPrime) + (ulong)round));
    }

    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E37_79B9_7F4A_7C15;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58_476D_1CE4_E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>0 to <paramref name="bound"/> - 1, each equally likely: what would favour the low numbers is drawn again.</summary>
    public int Below(int bound)
    {
        var wide = (ulong)bound;
        var limit = ulong.MaxValue - (ulong.MaxValue % wide);
        var drawn = Next();
        while (drawn >= limit)
        {
            drawn = Next();
        }

        return (int)(drawn % wide);
    }

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        T[] shuffled = [.. items];
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return shuffled;
    }
}
