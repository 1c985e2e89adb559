using BmxTiming.Protocol.Ids;

namespace BmxTiming.TrackClient.Capture;

internal static class BootIdentity
{
    /// <summary>A new boot: UUID version 7 in lower case, which is also a valid wire token.</summary>
    public static BootId New(TimeProvider time) => BootId.Parse(Guid.CreateVersion7(time.GetUtcNow()).ToString("D"));
}
