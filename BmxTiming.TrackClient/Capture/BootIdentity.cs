using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Capture;

internal static class BootIdentity
{
    private const int TimestampDigits = 12;

    /// <summary>A new boot: UUID version 7 in lower case, which is also a valid wire token.</summary>
    public static BootId New(TimeProvider time) => BootId.Parse(Guid.CreateVersion7(time.GetUtcNow()).ToString("D"));

    /// <summary>When a boot began, by the clock of its machine; null for an id that does not tell.</summary>
    public static Micros? StartOf(BootId boot) => Guid.TryParseExact(boot.Value, "D", out var id) && id.Version == 7
        ? Micros.FromMilliseconds(Convert.ToInt64(id.ToString("N")[..TimestampDigits], fromBase: 16))
        : null;
}
