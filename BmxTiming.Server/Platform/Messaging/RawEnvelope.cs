using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using BmxTiming.Protocol.Ingest;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>
/// The bytes of a raw message on the log. The payload goes in exactly as it was received: a serializer would drop its
/// blanks and change its escapes, and a lane that rebuilds itself from the log would take a repeated payload for another.
/// </summary>
internal static class RawEnvelope
{
    public static byte[] Encode(RawMessage message)
    {
        var payload = JsonMarshal.GetRawUtf8Value(message.Payload);
        var buffer = new ArrayBufferWriter<byte>(512 + payload.Length);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("event_id"u8, message.EventId.Value);
            json.WriteString("contract_version"u8, message.ContractVersion);
            json.WriteString("track_id"u8, message.TrackId.Value);
            json.WriteStartObject("event_id_context"u8);
            json.WriteString("client_id"u8, message.EventIdContext.ClientId.Value);
            json.WriteString("boot_id"u8, message.EventIdContext.BootId.Value);
            json.WriteNumber("seq"u8, message.EventIdContext.Seq);
            json.WriteEndObject();
            json.WriteNumber("captured_at_us"u8, message.CapturedAtUs.Value);
            if (message.IngestedAtUs is { } ingested)
            {
                json.WriteNumber("ingested_at_us"u8, ingested.Value);
            }

            json.WriteString("message_type"u8, message.MessageType);
            json.WritePropertyName("payload"u8);
            json.WriteRawValue(payload, skipInputValidation: true);
            if (message.TraceParent is { } trace)
            {
                json.WriteString("traceparent"u8, trace);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
