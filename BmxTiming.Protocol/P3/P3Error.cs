namespace BmxTiming.Protocol.P3;

/// <summary>Why a delimited frame was not accepted. Nothing in this codec throws on bad bytes; it counts and reports.</summary>
public enum P3Error
{
    None = 0,

    /// <summary>The CRC is wrong for the bytes that arrived.</summary>
    CrcMismatch = 1,

    /// <summary>The escape byte 0x8D stands directly before EOR, so a byte is missing.</summary>
    DanglingEscape = 2,

    /// <summary>LENGTH is not the unescaped size. LENGTH 0 is tolerated when the CRC is right: one public client sends it.</summary>
    LengthMismatch = 3,
}
