using System.Buffers;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.RaceEngine.Domain;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>Fold output → race event. Everything in it derives from the input, so every engine writes the same bytes.</summary>
internal static class RaceEventWriter
{
    public static RaceEvent Write(TrackId track, RawOrigin origin, int ordinal, RaceOutput output)
    {
        var payload = RacePayloads.Of(output.Fact);
        return Envelope(track, origin, ordinal, output, payload.Kind, JsonSerializer.SerializeToElement(payload.Value, payload.Type));
    }

    public static byte[] ToBytes(RaceEvent message) => JsonSerializer.SerializeToUtf8Bytes(message, WireJson.Default.RaceEvent);

    /// <summary>The bytes of <see cref="Write"/>, without the payload as JSON twice: written straight behind the envelope.</summary>
    public static byte[] ToBytes(TrackId track, RawOrigin origin, int ordinal, RaceOutput output, RacePayload payload)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        JsonSerializer.Serialize(writer, Envelope(track, origin, ordinal, output, payload.Kind, s_null), WireJson.Default.RaceEvent);
        writer.Flush();

        // The payload is the envelope's last member: its null gives way.
        var envelope = buffer.WrittenSpan[..^NullAndEnd.Length];
        var body = new ArrayBufferWriter<byte>(1_024);
        body.Write(envelope);
        writer.Reset(body);
        JsonSerializer.Serialize(writer, payload.Value, payload.Type);
        writer.Flush();
        body.Write("}"u8);
        return body.WrittenSpan.ToArray();
    }

    private static ReadOnlySpan<byte> NullAndEnd => "null}"u8;

    private static readonly JsonElement s_null = JsonDocument.Parse("null").RootElement;

    private static RaceEvent Envelope(
        TrackId track, RawOrigin origin, int ordinal, RaceOutput output, string kind, JsonElement payload) => new()
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
        Kind = kind,
        Payload = payload,
    };
}
