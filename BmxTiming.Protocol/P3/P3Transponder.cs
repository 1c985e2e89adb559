namespace BmxTiming.Protocol.P3;

/// <summary>
/// Facts about transponder numbers. Start controllers and other boxes appear as passings with small numbers; 9992 and 9995 were seen in
/// a live capture, 9991 is only named. Which of them starts a race is a setting of the track, not of the protocol.
/// </summary>
public static class P3Transponder
{
    public const uint FirstSystemId = 9990;
    public const uint LastSystemId = 9999;

    /// <summary>A start pulse or another system signal, never a rider.</summary>
    public static bool IsSystemId(uint transponderId) => transponderId is >= FirstSystemId and <= LastSystemId;
}
