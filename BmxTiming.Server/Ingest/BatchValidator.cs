using System.Text.Json;
using System.Text.Unicode;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.Ingest;

/// <summary>
/// Bytes of a request → a batch that fulfils the contract, or the refusal. Pure. Reads the elements itself instead of
/// deserializing, so that each event's fault has a place and a code, and no identifier that is not a token becomes one.
/// </summary>
internal static class BatchValidator
{
    private const int MaxErrors = 20;

    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <param name="ingestedAtUs">Server clock; stamped on every event.</param>
    public static BatchReading Read(ReadOnlySpan<byte> body, SenderRights rights, Micros ingestedAtUs)
    {
        // The JSON reader lets invalid UTF-8 pass inside strings.
        if (!Utf8.IsValid(body))
        {
            return BatchRefusal.Body("The body is not UTF-8.");
        }

        JsonElement root;
        try
        {
            root = JsonElement.Parse(body, s_json);
        }
        catch (JsonException e)
        {
            return BatchRefusal.Body($"The body is not JSON as it must be: {e.Message}");
        }

        return root.ValueKind == JsonValueKind.Object ? ReadBatch(root, rights, ingestedAtUs) : BatchRefusal.Body("The body must be an object.");
    }

    private static BatchReading ReadBatch(JsonElement root, SenderRights rights, Micros ingestedAtUs)
    {
        if (root.Text("contract_version") != ContractVersions.TrackIngestV2)
        {
            return Bad(IngestCodes.UnsupportedContractVersion, "contract_version is not supported.") with
            {
                Supported = [ContractVersions.TrackIngestV2],
            };
        }

        if (!TrackId.TryParse(root.Text("track_id"), out var track))
        {
            return Bad(IngestCodes.InvalidIdentifier, "track_id must be 1 to 64 characters of a-z, 0-9, '_' and '-'.");
        }

        if (root.TryGetProperty("sent_us"u8, out var sent) && !sent.IsInt64())
        {
            return BatchRefusal.Body("sent_us must be whole microseconds.");
        }

        if (root.TryGetProperty("stream_seq"u8, out var streamSeq) && (!streamSeq.IsInt64() || streamSeq.GetInt64() < 0))
        {
            return BatchRefusal.Body("stream_seq must be a whole number from 0 on.");
        }

        if (!root.TryGetProperty("events"u8, out var events) || events.ValueKind != JsonValueKind.Array)
        {
            return BatchRefusal.Body("events must be an array.");
        }

        var count = events.GetArrayLength();
        if (count == 0)
        {
            return Bad(IngestCodes.Empty, "events is empty.");
        }

        if (count > IngestBatch.MaxEvents)
        {
            return Bad(IngestCodes.TooManyEvents, $"events holds {count}; at most {IngestBatch.MaxEvents} are allowed.");
        }

        StreamPosition? confirmed = root.Text("stream_epoch") is { } epoch && streamSeq.ValueKind == JsonValueKind.Number
            ? new StreamPosition(epoch, (ulong)streamSeq.GetInt64())
            : null;
        return rights.Allows(track)
            ? ReadEvents(track, events, confirmed, rights, ingestedAtUs)
            : new BatchRefusal(StatusCodes.Status403Forbidden, IngestCodes.ForbiddenTrack, $"The token is not for track {track}.");
    }

    private static BatchReading ReadEvents(
        TrackId track, JsonElement events, StreamPosition? confirmed, SenderRights rights, Micros ingestedAtUs)
    {
        var messages = new List<RawMessage>(events.GetArrayLength());
        var errors = new List<IngestEventError>();
        var index = 0;
        foreach (var element in events.EnumerateArray())
        {
            if (errors.Count >= MaxErrors)
            {
                break;
            }

            var (message, error) = EventReader.Read(element, index, track, ingestedAtUs);
            if (message is not null && messages.Count == index)
            {
                error = index == 0 ? null : FollowError(messages[^1], message, index);
                messages.Add(message);
            }

            if (error is not null)
            {
                errors.Add(error);
            }

            index++;
        }

        if (errors.Count > 0)
        {
            return Bad(errors[0].Code, $"Event {errors[0].Index}: {errors[0].Field} breaks the contract.") with
            {
                Errors = errors,
                Supported = errors[0].Code == IngestCodes.UnsupportedContractVersion ? [ContractVersions.TrackIngestV2] : null,
            };
        }

        var sender = new Sender(messages[0].EventIdContext.ClientId, messages[0].EventIdContext.BootId);
        if (!rights.Allows(sender.Client))
        {
            return new BatchRefusal(
                StatusCodes.Status403Forbidden, IngestCodes.ForbiddenClient, $"The token is not for client {sender.Client}.");
        }

        var control = messages.FindIndex(static message => message.MessageType == MessageTypes.RaceControl);
        if (control >= 0 && !rights.MaySync)
        {
            return new BatchRefusal(
                StatusCodes.Status403Forbidden, IngestCodes.ForbiddenMessageType, "RACE_CONTROL needs a token with scope sync.")
            {
                Errors = [new IngestEventError(control, IngestCodes.ForbiddenMessageType, "message_type")],
            };
        }

        return new IncomingBatch(track, sender, messages, confirmed);
    }

    private static IngestEventError? FollowError(RawMessage before, RawMessage message, int index)
    {
        var (previous, next) = (before.EventIdContext, message.EventIdContext);
        if (previous.ClientId != next.ClientId || previous.BootId != next.BootId)
        {
            return new IngestEventError(index, IngestCodes.MixedSender, "event_id_context");
        }

        // A declared loss takes the numbers up to its to_seq.
        var end = LaneEntry.LossEnd(before.MessageType, before.Payload, previous.Seq);
        return next.Seq == end + 1 ? null : new IngestEventError(index, IngestCodes.SeqNotConsecutive, "event_id_context.seq");
    }

    private static BatchRefusal Bad(string code, string detail) => new(StatusCodes.Status400BadRequest, code, detail);
}
