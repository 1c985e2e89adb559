using System.Globalization;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Live;
using BmxTiming.Server.LiveGateway.Core;

namespace BmxTiming.Server.LiveGateway.Http;

/// <summary>The query of a live subscription.</summary>
/// <param name="From">Resume the race channel behind this <c>race_seq</c>; absent = <c>now</c>.</param>
internal sealed record LiveRequest(TrackId Track, MeetingId? Meeting, IReadOnlyList<string> Channels, long? From)
{
    public bool WantsDecoder => Channels.Contains(LiveChannels.Decoder, StringComparer.Ordinal);

    /// <summary>The request, or why it is none; then the track is what could be read of it.</summary>
    public static (LiveRequest? Request, LiveClose? Refusal) Parse(IQueryCollection query)
    {
        if (query["track_id"] is not [{ } trackText] || !TrackId.TryParse(trackText, out var track))
        {
            return (null, LiveClose.Invalid("track_id is required, once: 1 to 64 characters of a-z, 0-9, '_' and '-'."));
        }

        MeetingId? meeting = null;
        if (query["event_id"] is { Count: > 0 } meetingText)
        {
            if (meetingText is not [{ } text] || !MeetingId.TryParse(text, out var parsed))
            {
                return (null, LiveClose.Invalid("event_id must be one identifier: 1 to 64 characters of a-z, 0-9, '_' and '-'."));
            }

            meeting = parsed;
        }

        var channels = query["channels"].Count == 0
            ? [LiveChannels.Race]
            : query["channels"].SelectMany(text => (text ?? "").Split(',')).Distinct(StringComparer.Ordinal).ToArray();
        if (channels.Any(channel => channel is not (LiveChannels.Race or LiveChannels.Decoder)))
        {
            return (null, LiveClose.Invalid("channels is a list of race and decoder."));
        }

        if (!TryParseFrom(query["from"], out var from))
        {
            return (null, LiveClose.Invalid("from is now or a race_seq."));
        }

        return (new LiveRequest(track, meeting, channels, from), null);
    }

    /// <summary>Absent and <c>now</c> are <c>null</c>.</summary>
    private static bool TryParseFrom(Microsoft.Extensions.Primitives.StringValues text, out long? from)
    {
        from = null;
        if (text.Count == 0 || text is ["now"])
        {
            return true;
        }

        if (text is [{ } number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
        {
            from = seq;
            return true;
        }

        return false;
    }
}
