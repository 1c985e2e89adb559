using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Protocol.Ingest;

/// <summary>
/// The envelope on a track's raw log (<c>track_ingest.v2</c>). The payload stays undecoded: the log keeps exactly
/// the bytes that were sent, and what a reader does not understand it passes on or skips.
/// </summary>
public sealed record RawMessage
{
    private readonly PayloadJson _payload = PayloadJson.None;

    public RawMessage()
    {
    }

    [SetsRequiredMembers]
    private RawMessage(
        MessageId id, string version, TrackId track, EventIdContext context, Micros capturedUs, Micros? ingestedUs, string type,
        string? traceParent, PayloadJson payload)
    {
        (EventId, ContractVersion, TrackId, EventIdContext, CapturedAtUs, IngestedAtUs) = (id, version, track, context, capturedUs, ingestedUs);
        (MessageType, TraceParent, _payload) = (type, traceParent, payload);
    }

    public required MessageId EventId { get; init; }

    public required string ContractVersion { get; init; }

    public required TrackId TrackId { get; init; }

    public required EventIdContext EventIdContext { get; init; }

    /// <summary>The sender's wall clock at its boot plus monotonic time since. For latency only, never for results.</summary>
    public required Micros CapturedAtUs { get; init; }

    /// <summary>When ingest took it; absent on the way there.</summary>
    public Micros? IngestedAtUs { get; init; }

    public required string MessageType { get; init; }

    public required JsonElement Payload
    {
        get => _payload.Element;
        init => _payload = new PayloadJson(value);
    }

    /// <summary>W3C trace context of the message's capture: it stays with the message, so a trace survives any outage.</summary>
    [JsonPropertyName("traceparent")]
    public string? TraceParent { get; init; }

    [JsonIgnore]
    public string IdempotencyKey =>
        Ids.IdempotencyKey.Of(TrackId, EventIdContext.ClientId, EventIdContext.BootId, EventIdContext.Seq);

    /// <summary>
    /// What the serializer makes of the bytes; <c>null</c> for a JSON null. Members in the order that ingest writes them
    /// are read without a document for the payload, which then refers to <paramref name="utf8"/>; a member that the payload
    /// has twice is found when the payload is read.
    /// </summary>
    /// <exception cref="JsonException">They are no raw message.</exception>
    public static RawMessage? Read(ReadOnlyMemory<byte> utf8) =>
        TryReadOrdered(utf8) ?? JsonSerializer.Deserialize(utf8.Span, WireJson.Default.RawMessage);

    /// <exception cref="JsonException">The payload is not of this type.</exception>
    public T PayloadAs<T>(JsonTypeInfo<T> type)
        where T : class => _payload.Read(type) ?? throw new JsonException($"{MessageType} without a payload");

    private static RawMessage? TryReadOrdered(ReadOnlyMemory<byte> utf8)
    {
        var json = OrderedJson.Reader(utf8.Span);
        try
        {
            if (!json.TryIs(JsonTokenType.StartObject)
                || !json.TryId("event_id"u8, out var id)
                || !json.TryText("contract_version"u8, ContractVersions.TrackIngestV2, out var version)
                || !json.TryToken<TrackId>("track_id"u8, out var track)
                || !json.TryMember("event_id_context"u8, JsonTokenType.StartObject)
                || !json.TryToken<ClientId>("client_id"u8, out var client)
                || !json.TryToken<BootId>("boot_id"u8, out var boot)
                || !json.TryNumber("seq"u8, out var seq)
                || !json.TryIs(JsonTokenType.EndObject)
                || !json.TryNumber("captured_at_us"u8, out var capturedUs)
                || !json.TryNumber("ingested_at_us"u8, out var ingestedUs)
                || !json.TryText("message_type"u8, MessageTypes.Passing, out var type)
                || !json.TryValue("payload"u8, out var payload))
            {
                return null;
            }

            string? trace = null;
            if (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (!json.ValueTextEquals("traceparent"u8) || !json.TryIs(JsonTokenType.String))
                {
                    return null;
                }

                trace = json.GetString();
                json.Read();
            }

            return json.TokenType != JsonTokenType.EndObject || json.Read()
                ? null
                : new RawMessage(
                    id, version, track, new EventIdContext(client, boot, seq), new Micros(capturedUs), new Micros(ingestedUs), type, trace,
                    new PayloadJson(utf8[payload]));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // The serializer says what is wrong.
        }
    }
}

/// <param name="Seq">Counts from 1 within a boot, without holes.</param>
public sealed record EventIdContext(ClientId ClientId, BootId BootId, long Seq);
