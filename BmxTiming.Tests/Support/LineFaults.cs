namespace BmxTiming.Tests.Support;

/// <summary>What is wrong with one direction of a line. May be changed at any time; holds for what is read from then on.</summary>
internal sealed class LineFaults
{
    private long _swallowedBytes;

    /// <summary>Every byte arrives this much later; what follows is delayed with it, not after it.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Up to this much on top, another amount for each piece. Order is kept, as TCP keeps it.</summary>
    public TimeSpan Jitter { get; set; }

    /// <summary>The line carries no more than this; null = as much as comes.</summary>
    public int? BytesPerSecond { get; set; }

    /// <summary>Most bytes in one piece; null = as they come.</summary>
    public int? SliceBytes { get; set; }

    /// <summary>Bytes, and the end of the connection, are taken and given to nobody. The connection stays open.</summary>
    public bool Blackhole { get; set; }

    /// <summary>What the blackhole has taken so far.</summary>
    public long SwallowedBytes => Interlocked.Read(ref _swallowedBytes);

    /// <summary>The connection is reset as soon as so many bytes have been passed on; null = never.</summary>
    public long? DropAfterBytes { get; set; }

    public void Swallow(int bytes) => Interlocked.Add(ref _swallowedBytes, bytes);
}
