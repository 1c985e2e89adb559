using BmxTiming.Protocol.Ids;

namespace BmxTiming.Server.Platform;

/// <summary>The tag by which measurements tell the track they are of.</summary>
internal static class TrackTag
{
    public static KeyValuePair<string, object?> Of(TrackId track) => new("bmxtiming.track.id", track.Value);
}
