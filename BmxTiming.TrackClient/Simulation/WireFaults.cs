namespace BmxTiming.TrackClient.Simulation;

/// <summary>What the line between a decoder and its client does to the bytes.</summary>
/// <param name="ChunkBytes">Most bytes in one piece; null = a frame at a time.</param>
/// <param name="CorruptRate">Part of the frames in which one byte is changed, 0 to 1.</param>
/// <param name="DropRate">Part of the frames behind which the connection breaks, 0 to 1.</param>
internal sealed record WireFaults(int? ChunkBytes = null, double CorruptRate = 0, double DropRate = 0)
{
    private const long Scale = 1_000_000;

    public static WireFaults None { get; } = new();

    /// <summary>The frame as it arrives: the same array where nothing happens to it.</summary>
    public byte[] Corrupt(byte[] wire, SplitMix64 random)
    {
        if (!Happens(CorruptRate, random))
        {
            return wire;
        }

        var changed = wire.ToArray();
        // Never by nothing: XOR with 1 to 255.
        changed[random.Between(0, wire.Length - 1)] ^= (byte)random.Between(1, 255);
        return changed;
    }

    public bool Drops(SplitMix64 random) => Happens(DropRate, random);

    private static bool Happens(double rate, SplitMix64 random) => rate > 0 && random.Between(1, Scale) <= rate * Scale;
}
