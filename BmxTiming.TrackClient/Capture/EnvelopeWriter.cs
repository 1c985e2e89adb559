using System.Buffers;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Capture;

/// <summary>
/// Writes the envelope of a raw message as the bytes that the spool keeps and the uplink sends: a re-send is then the same bytes,
/// which is how ingest tells a duplicate from a conflict. Not thread-safe.
/// </summary>
internal sealed class EnvelopeWriter(TrackId track, ClientId client)
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    public TrackId Track => track;

    public ClientId Client => client;

    public byte[] Write(BootId boot, long seq, CapturedMessage message) =>
        Write(MessageId.New(), boot, seq, message.CapturedAtUs, message.MessageType, message.PayloadJson.Span, message.TraceParent);

    /// <summary>The same message under another boot and number; its capture time, payload and trace stay.</summary>
    public byte[] Refile(ReadOnlySpan<byte> envelope, BootId boot, long seq)
    {
        var old = JsonSerializer.Deserialize(envelope, WireJson.Default.RawMessage)
            ?? throw new InvalidDataException("A spooled envelope is 'null'.");
        var payload = JsonSerializer.SerializeToUtf8Bytes(old.Payload);
        return Write(MessageId.New(), boot, seq, old.CapturedAtUs, old.MessageType, payload, TraceParentOf(envelope));
    }

    /// <summary>
    /// Declares that <paramref name="fromSeq"/> to <paramref name="toSeq"/> of a boot are gone. It takes the first lost number and is
    /// the same bytes whenever it is made, so that a repeated declaration is a duplicate.
    /// </summary>
    public byte[] DeclareLoss(BootId boot, long fromSeq, long toSeq, Micros capturedAtUs, string detail)
    {
        var payload = new GatewayPayload(GatewayKinds.Loss, ToSeq: toSeq, Detail: detail);
        var id = new MessageId(DerivedId.From(IdempotencyKey.Of(track, client, boot, fromSeq), GatewayKinds.Loss));
        var json = JsonSerializer.SerializeToUtf8Bytes(payload, WireJson.Default.GatewayPayload);
        return Write(id, boot, fromSeq, capturedAtUs, MessageTypes.Gateway, json, traceParent: null);
    }

    /// <summary>The trace context of an envelope, null where it carries none.</summary>
    public static string? TraceParentOf(ReadOnlySpan<byte> envelope)
    {
        var reader = new Utf8JsonReader(envelope);
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("traceparent"u8))
            {
                return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
        }

        return null;
    }

    private byte[] Write(
        MessageId id, BootId boot, long seq, Micros capturedAtUs, string messageType, ReadOnlySpan<byte> payloadJson, string? traceParent)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            json.WriteString("event_id"u8, id.Value);
            json.WriteString("contract_version"u8, ContractVersions.TrackIngestV2);
            json.WriteString("track_id"u8, track.Value);
            json.WriteStartObject("event_id_context"u8);
            json.WriteString("client_id"u8, client.Value);
            json.WriteString("boot_id"u8, boot.Value);
            json.WriteNumber("seq"u8, seq);
            json.WriteEndObject();
            json.WriteNumber("captured_at_us"u8, capturedAtUs.Value);
            json.WriteString("message_type"u8, messageType);
            if (traceParent is not null)
            {
                json.WriteString("traceparent"u8, traceParent);
            }

            json.WritePropertyName("payload"u8);
            json.WriteRawValue(payloadJson, skipInputValidation: true);
            json.WriteEndObject();
        }

        return _buffer.WrittenSpan.ToArray();
    }
}
