namespace BmxTiming.TrackClient.Decoder.Cli;

/// <summary>How the bytes of a capture are written down.</summary>
internal enum CaptureFormat
{
    /// <summary>Look at the first bytes.</summary>
    Auto = 0,
    Hex = 1,
    Binary = 2,
}

internal static class CaptureFormats
{
    private const byte Tab = 0x09;
    private const byte Delete = 0x7F;

    /// <summary>
    /// Text is hex, anything else is what came off the wire: a P3 frame starts with 0x8E and holds zero bytes, neither of which occurs
    /// in text.
    /// </summary>
    public static CaptureFormat Detect(ReadOnlySpan<byte> start)
    {
        foreach (var b in start)
        {
            var isText = b is >= (byte)' ' and < Delete or Tab or (byte)'\n' or (byte)'\r';
            if (!isText)
            {
                return CaptureFormat.Binary;
            }
        }

        return CaptureFormat.Hex;
    }
}
