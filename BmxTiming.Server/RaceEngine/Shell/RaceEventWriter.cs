using System.Buffers;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.RaceEngine.Domain;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>
/// Fold output → race event. Everything in it derives from the input, so every engine writes the same bytes. One writer
/// serves one caller at a time: its buffer is used again.
/// </summary>
internal sealed class RaceEventWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(2_048);
    private Utf8JsonWriter? _json;

    public static RaceEvent Write(TrackId track, RawOrigin origin, int ordinal, RaceOutput output)
    {
        var payload = RacePayloads.Of(output.Fact);
        return new RaceEvent
        {
            EventId = DerivedId.OfRaceEvent(origin.IdempotencyKey, ordinal),
            ContractVersion = ContractVersions.RaceEventV1,
            TrackId = track,
            RaceSeq = output.RaceSeq,
            Ordinal = ordinal,
            SourceEventId = origin.EventId,
            TsUs = origin.CapturedAtUs,
            MeetingId = output.MeetingId,
            MotoId = output.MotoId,
            RunId = output.RunId,
            Kind = payload.Kind,
            Payload = JsonSerializer.SerializeToElement(payload.Value, payload.Type),
        };
    }

    public static byte[] ToBytes(RaceEvent message) => JsonSerializer.SerializeToUtf8Bytes(message, WireJson.Default.RaceEvent);

    /// <summary>The bytes of <see cref="Write"/>, without a payload that is parsed again only to be written.</summary>
    /// <param name="id">The id derived from origin and ordinal.</param>
    public byte[] ToBytes(TrackId track, RawOrigin origin, int ordinal, MessageId id, RaceOutput output, RacePayload payload)
    {
        _buffer.ResetWrittenCount();
        var json = _json ??= new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });
        json.Reset(_buffer); // whatever an event that could not be written left in it
        json.WriteStartObject();
        json.WriteString("event_id"u8, id.Value);
        json.WriteString("contract_version"u8, ContractVersions.RaceEventV1);
        json.WriteString("track_id"u8, track.Value);
        json.WriteNumber("race_seq"u8, output.RaceSeq);
        json.WriteNumber("ordinal"u8, ordinal);
        json.WriteString("source_event_id"u8, origin.EventId.Value);
        json.WriteNumber("ts_us"u8, origin.CapturedAtUs.Value);
        json.WriteString("meeting_id"u8, output.MeetingId?.Value);
        json.WriteString("moto_id"u8, output.MotoId?.Value);
        json.WriteString("run_id"u8, output.RunId?.Value);
        json.WriteString("kind"u8, payload.Kind);
        json.WritePropertyName("payload"u8);
        JsonSerializer.Serialize(json, payload.Value, payload.Type);
        json.WriteEndObject();
        json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }
}
