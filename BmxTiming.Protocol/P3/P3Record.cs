namespace BmxTiming.Protocol.P3;

/// <summary>
/// Type of record (TOR), the u16 at offset 8 of a frame. Numbers and names as published by vmindru/ambp3client
/// (AmbP3/records.py) and datagutten/amb-p3-parser (src/parser.php), which agree.
/// </summary>
public enum P3Record : ushort
{
    Reset = 0x0000,
    Passing = 0x0001,
    Status = 0x0002,
    Version = 0x0003,
    Resend = 0x0004,
    ClearPassing = 0x0005,
    ServerSettings = 0x0013,
    Session = 0x0015,
    NetworkSettings = 0x0016,
    Watchdog = 0x0018,

    /// <summary>First frame of one decoder after a connect (seen in a 2026 capture of hama-jp/AMB_RC_Lap_Timer); undocumented.</summary>
    Hello = 0x001C,
    Ping = 0x0020,
    GetTime = 0x0024,
    GeneralSettings = 0x0028,
    Signals = 0x002D,
    LoopTrigger = 0x002F,
    GpsInfo = 0x0030,
    FirstContact = 0x0045,
    Timeline = 0x004A,
    Error = 0xFFFF,
}
