namespace BmxTiming.Protocol.P3;

/// <summary>
/// On whose behalf a frame is written. A timing client may ask a decoder, never change it: whatever could is refused at the writer
/// unless the caller says otherwise in so many words.
/// </summary>
public enum P3Authority
{
    /// <summary>
    /// A timing client: questions (records with empty fields), RESEND, WATCHDOG, PING. A RESET, CLEAR_PASSING or any record that
    /// carries a value to store is refused.
    /// </summary>
    Client = 0,

    /// <summary>The explicit admin flag: a person asked for a change of the decoder.</summary>
    Admin = 1,

    /// <summary>The decoder's own side of the line: simulators and re-encoded captures. Never sent to a decoder.</summary>
    Decoder = 2,
}
