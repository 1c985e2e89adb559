namespace BmxTiming.Protocol.P3;

/// <summary>What a reader does with the CRC of a frame; set per decoder. A wrong CRC is counted in every mode.</summary>
public enum P3CrcMode
{
    /// <summary>Only frames whose CRC is right are accepted.</summary>
    Strict = 0,

    /// <summary>
    /// As strict, but a CRC field of 0000 is accepted too: hama-jp/ambp3client reports decoders that send it (no capture is public).
    /// </summary>
    AllowZero = 1,

    /// <summary>Any CRC is accepted. Only LENGTH protects against damage then.</summary>
    Off = 2,
}
