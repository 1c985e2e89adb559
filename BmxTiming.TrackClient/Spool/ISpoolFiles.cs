namespace BmxTiming.TrackClient.Spool;

/// <summary>
/// What the spool needs from a disk. Synchronous on purpose: the order of these calls is the durability argument, and a test can
/// stop the world between any two of them. Failures are <see cref="IOException"/>.
/// </summary>
internal interface ISpoolFiles
{
    /// <summary>Every segment with its size in bytes, in any order.</summary>
    IReadOnlyList<(SegmentName Name, long Bytes)> List();

    /// <summary>Makes (or makes anew) a segment of zeros whose existence survives a power cut.</summary>
    void Create(SegmentName name, long bytes);

    void Write(SegmentName name, long offset, ReadOnlySpan<byte> bytes);

    /// <summary>After this, everything written to the segment survives a power cut.</summary>
    void Sync(SegmentName name);

    /// <summary>Bytes read, fewer than asked only at the end of the segment.</summary>
    int Read(SegmentName name, long offset, Span<byte> target);

    /// <summary>Gives back the unwritten rest of a segment that will not be written again.</summary>
    void Truncate(SegmentName name, long bytes);

    void Delete(SegmentName name);

    /// <summary>The acknowledgement file; null when there is none.</summary>
    byte[]? ReadAcks();

    /// <summary>Replaces the acknowledgement file as a whole: after a power cut it is the old one or the new one.</summary>
    void WriteAcks(ReadOnlySpan<byte> bytes);
}
