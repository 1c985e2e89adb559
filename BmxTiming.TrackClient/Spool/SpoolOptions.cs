namespace BmxTiming.TrackClient.Spool;

internal sealed record SpoolOptions
{
    /// <summary>Size of a segment file.</summary>
    public long SegmentBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// Most bytes the spool may use. At the bound, sent and durable records go first (oldest segment first); what is not sent is
    /// never dropped: the decoder is disconnected instead. The queue in front may add up to one more segment.
    /// </summary>
    public long CapBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>A full spool takes messages again when it has fallen to this share of the cap.</summary>
    public int ResumePercent { get; init; } = 90;

    /// <summary>
    /// How long a boot that the server has confirmed to its end is kept, for a server that loses its stream: longer than any
    /// meeting. Counted between starts, by the clock of this machine.
    /// </summary>
    public TimeSpan KeepConfirmed { get; init; } = TimeSpan.FromDays(4);
}
