using System.Text.Json;
using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Uplink;

/// <summary>Reads the capture time out of a spooled envelope without decoding the rest.</summary>
internal static class EnvelopeTime
{
    public static Micros? CapturedAtUs(ReadOnlySpan<byte> envelope)
    {
        var json = new Utf8JsonReader(envelope);
        try
        {
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1 && json.ValueTextEquals("captured_at_us"u8))
                {
                    return json.Read() && json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var value) ? new Micros(value) : null;
                }
            }
        }
        catch (JsonException)
        {
            // Only an age on a page depends on it; the bytes are sent as they are.
        }

        return null;
    }
}
