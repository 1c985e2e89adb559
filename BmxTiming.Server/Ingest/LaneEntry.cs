using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;

namespace BmxTiming.Server.Ingest;

/// <summary>What a lane keeps of one message: the numbers it takes and what its payload was.</summary>
/// <param name="ToSeq">The last number this message stands for: its own, or the end of the loss it declares.</param>
internal readonly record struct LaneEntry(long Seq, long ToSeq, PayloadHash Hash)
{
    public static LaneEntry Of(RawMessage message)
    {
        var seq = message.EventIdContext.Seq;
        return new LaneEntry(seq, LossEnd(message.MessageType, message.Payload, seq), PayloadHash.Of(message.Payload));
    }

    /// <summary>The last lost number when this is a declared loss, else <paramref name="seq"/>.</summary>
    public static long LossEnd(string messageType, JsonElement payload, long seq) =>
        messageType == MessageTypes.Gateway
        && payload.ValueKind == JsonValueKind.Object
        && payload.TryGetProperty("kind"u8, out var kind)
        && kind.ValueKind == JsonValueKind.String
        && kind.ValueEquals(GatewayKinds.Loss)
        && payload.TryGetProperty("to_seq"u8, out var to)
        && to.ValueKind == JsonValueKind.Number
        && to.TryGetInt64(out var end)
            ? Math.Max(seq, end)
            : seq;
}

/// <summary>One start of one sender.</summary>
internal readonly record struct Sender(ClientId Client, BootId Boot);
