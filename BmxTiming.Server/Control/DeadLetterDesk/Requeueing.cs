using System.Text.Json;
using System.Text.Json.Nodes;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.Control.DeadLetterDesk;

/// <summary>
/// A dead letter as a new raw message. It gets an identity of its own, derived from the letter: the same letter requeued twice
/// is one message, and none of its sender's numbers is used again. Pure.
/// </summary>
internal static class Requeueing
{
    public static Result<RawMessage> Of(DeadLetter letter, Micros now)
    {
        RawMessage? message;
        try
        {
            message = JsonSerializer.Deserialize(letter.Body.Span, WireJson.Default.RawMessage);
        }
        catch (JsonException)
        {
            message = null;
        }

        if (message is null || message.TrackId == default || string.IsNullOrEmpty(message.MessageType)
            || message.ContractVersion != ContractVersions.TrackIngestV2)
        {
            return Result.Fail<RawMessage>(
                ControlCodes.NotRequeueable,
                $"Letter {letter.Seq} is no raw message of {ContractVersions.TrackIngestV2}, so it cannot be sent again. It can be discarded.");
        }

        var id = new MessageId(DerivedId.From(ClientId.Requeue.Value, letter.LetterId, letter.BodyHash));
        return Result.Ok(message with
        {
            EventId = id,
            EventIdContext = new EventIdContext(ClientId.Requeue, BootId.Parse(id.ToString()), 1),
            IngestedAtUs = now,
            Payload = message.MessageType == MessageTypes.Passing ? AsResent(message.Payload) : message.Payload,
        });
    }

    /// <summary>It may be older than what came before it on the log, as what a decoder sends again on request.</summary>
    private static JsonElement AsResent(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object)
        {
            return payload;
        }

        var resent = JsonObject.Create(payload)!;
        resent["resent"] = true;
        return JsonSerializer.SerializeToElement(resent);
    }
}
