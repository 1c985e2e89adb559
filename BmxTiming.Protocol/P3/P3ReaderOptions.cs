namespace BmxTiming.Protocol.P3;

/// <summary>Settings of one decoder's stream.</summary>
public sealed record P3ReaderOptions
{
    public static P3ReaderOptions Default { get; } = new();

    public P3CrcMode CrcMode { get; init; } = P3CrcMode.Strict;

    /// <summary>Hand out frames with an <see cref="P3Frame.Error"/> too: for tools that show the line, never for timing.</summary>
    public bool EmitRejected { get; init; }
}
