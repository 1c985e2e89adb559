using System.Diagnostics;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.Ingest;

/// <summary>One envelope of a batch, or the code and field of its first fault.</summary>
internal static class EventReader
{
    /// <summary>Of W3C trace context, version 00.</summary>
    private const int TraceParentLength = 55;

    public static (RawMessage? Message, IngestEventError? Error) Read(
        JsonElement element, int index, TrackId track, Micros ingestedAtUs)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return Fail(index, IngestCodes.InvalidBody, "");
        }

        if (element.Text("contract_version") != ContractVersions.TrackIngestV2)
        {
            return Fail(index, IngestCodes.UnsupportedContractVersion, "contract_version");
        }

        if (!TrackId.TryParse(element.Text("track_id"), out var own))
        {
            return Fail(index, IngestCodes.InvalidIdentifier, "track_id");
        }

        if (own != track)
        {
            return Fail(index, IngestCodes.ForeignTrack, "track_id");
        }

        if (!MessageId.TryParse(element.Text("event_id"), out var id))
        {
            return Fail(index, IngestCodes.InvalidIdentifier, "event_id");
        }

        if (element.Number("captured_at_us") is not { } captured)
        {
            return Fail(index, IngestCodes.InvalidBody, "captured_at_us");
        }

        var (context, error) = ReadContext(element, index);
        if (context is null)
        {
            return (null, error);
        }

        if (element.Text("message_type") is not { } type || !IsMessageType(type))
        {
            return Fail(index, IngestCodes.InvalidBody, "message_type");
        }

        if (!element.TryGetProperty("payload"u8, out var payload))
        {
            return Fail(index, IngestCodes.InvalidPayload, "payload");
        }

        if (PayloadShape.FaultOf(type, payload, context.Seq) is { } field)
        {
            return Fail(index, IngestCodes.InvalidPayload, field);
        }

        return (new RawMessage
        {
            EventId = id,
            ContractVersion = ContractVersions.TrackIngestV2,
            TrackId = track,
            EventIdContext = context,
            CapturedAtUs = new Micros(captured),
            IngestedAtUs = ingestedAtUs,
            MessageType = type,
            Payload = payload,
            TraceParent = ReadTrace(element),
        }, null);
    }

    private static (EventIdContext? Context, IngestEventError? Error) ReadContext(JsonElement element, int index)
    {
        if (!element.TryGetProperty("event_id_context"u8, out var context) || context.ValueKind != JsonValueKind.Object)
        {
            return (null, new IngestEventError(index, IngestCodes.InvalidBody, "event_id_context"));
        }

        // Reserved senders are the platform's own; nobody can be them from outside.
        if (!ClientId.TryParse(context.Text("client_id"), out var client) || client.IsReserved)
        {
            return (null, new IngestEventError(index, IngestCodes.InvalidIdentifier, "event_id_context.client_id"));
        }

        if (!BootId.TryParse(context.Text("boot_id"), out var boot))
        {
            return (null, new IngestEventError(index, IngestCodes.InvalidIdentifier, "event_id_context.boot_id"));
        }

        return context.Number("seq") is { } seq and >= 1 and < long.MaxValue
            ? (new EventIdContext(client, boot, seq), null)
            : (null, new IngestEventError(index, IngestCodes.SeqNotConsecutive, "event_id_context.seq"));
    }

    /// <summary>A context that is none is left out: it says nothing about the race, so it is no reason to refuse a passing.</summary>
    private static string? ReadTrace(JsonElement element) =>
        element.Text("traceparent") is { Length: TraceParentLength } text && ActivityContext.TryParse(text, null, out _) ? text : null;

    private static bool IsMessageType(string type) =>
        type.Length is > 0 and <= MessageTypes.MaxLength && type.All(static c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_');

    private static (RawMessage?, IngestEventError?) Fail(int index, string code, string field) => (null, new IngestEventError(index, code, field));
}
