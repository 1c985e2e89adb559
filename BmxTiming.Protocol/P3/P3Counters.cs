namespace BmxTiming.Protocol.P3;

/// <summary>
/// What a reader has seen since it was made. Written by the reader's thread only; other threads may read single values
/// (64-bit reads are atomic), not a consistent set.
/// </summary>
public sealed class P3Counters
{
    /// <summary>Frames with SOR, EOR and a whole header, good or bad.</summary>
    public long Frames { get; internal set; }

    /// <summary>Frames handed out as good.</summary>
    public long Accepted { get; internal set; }

    /// <summary>Frames with a <see cref="P3Error"/>.</summary>
    public long Rejected { get; internal set; }

    /// <summary>Frames with a wrong CRC, also where <see cref="P3CrcMode.Off"/> accepted them.</summary>
    public long CrcFailures { get; internal set; }

    /// <summary>Frames with CRC 0000 that <see cref="P3CrcMode.AllowZero"/> accepted.</summary>
    public long ZeroCrcs { get; internal set; }

    /// <summary>Frames whose LENGTH is not their size, accepted or not.</summary>
    public long LengthMismatches { get; internal set; }

    /// <summary>
    /// How often bytes were thrown away to find the next frame start: SOR inside a frame, a run of bytes between frames, or a frame
    /// that outgrew the buffer.
    /// </summary>
    public long Resyncs { get; internal set; }

    /// <summary>Bytes thrown away by those.</summary>
    public long SkippedBytes { get; internal set; }

    /// <summary>Frames longer than <see cref="P3Frame.MaxBytes"/>; each is also a resync.</summary>
    public long Oversized { get; internal set; }

    /// <summary>SOR…EOR units too short to hold a header.</summary>
    public long ShortFrames { get; internal set; }

    /// <summary>Frames cut off by the end of the input.</summary>
    public long Truncated { get; internal set; }

    /// <summary>Escapes of bytes that need none. Read all the same; some encoders escape 0x8A–0x8C.</summary>
    public long OddEscapes { get; internal set; }

    /// <summary>Frames that ended right after the escape byte.</summary>
    public long DanglingEscapes { get; internal set; }

    /// <summary>Accepted frames of a VERSION other than 2.</summary>
    public long OtherVersions { get; internal set; }

    /// <summary>Accepted frames of a record type nobody has documented.</summary>
    public long UnknownRecords { get; internal set; }

    /// <summary>Accepted frames whose last TLV claims more bytes than the frame has; the TLVs before it are used.</summary>
    public long TlvOverruns { get; internal set; }

    /// <summary>TLVs with a tag unknown for their record (counted by <see cref="P3Message.Read"/>).</summary>
    public long UnknownTags { get; internal set; }

    /// <summary>
    /// TLVs with a known tag and a value that can not be used: too wide, too large, not text, or given twice
    /// (counted by <see cref="P3Message.Read"/>).
    /// </summary>
    public long UnusableFields { get; internal set; }

    /// <summary>Records without a field they are useless without (counted by <see cref="P3Message.Read"/>).</summary>
    public long IncompleteRecords { get; internal set; }
}
