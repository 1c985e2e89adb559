using System.Text.Json;
using System.Text.Json.Serialization;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Protocol.Ingest;

/// <summary>
/// The envelope on a track's raw log (<c>track_ingest.v2</c>). The payload stays undecoded: the log keeps exactly
/// the bytes that were sent, and what a reader does not understand it passes on or skips.
/// </summary>
public sealed record RawMessage
{
    public required MessageId EventId { get; init; }

    public required string ContractVersion { get; init; }

    public required TrackId TrackId { get; init; }

    public required EventIdContext EventIdContext { get; init; }

    /// <summary>The sender's wall clock at its boot plus monotonic time since. For latency only, never for results.</summary>
    public required Micros CapturedAtUs { get; init; }

    /// <summary>When ingest took it; absent on the way there.</summary>
    public Micros? IngestedAtUs { get; init; }

    public required string MessageType { get; init; }

    public required JsonElement Payload { get; init; }

    /// <summary>W3C trace context of the message's capture: it stays with the message, so a trace survives any outage.</summary>
    [JsonPropertyName("traceparent")]
    public string? TraceParent { get; init; }

    [JsonIgnore]
    public string IdempotencyKey =>
        Ids.IdempotencyKey.Of(TrackId, EventIdContext.ClientId, EventIdContext.BootId, EventIdContext.Seq);
}

/// <param name="Seq">Counts from 1 within a boot, without holes.</param>
public sealed record EventIdContext(ClientId ClientId, BootId BootId, long Seq);
