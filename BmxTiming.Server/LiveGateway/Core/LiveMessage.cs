using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.LiveGateway.Core;

/// <summary>
/// One event frame, encoded once for all clients. Only <c>prev_seq</c> differs between them, so the text is kept as
/// what stands before that number and what stands after it.
/// </summary>
internal sealed class LiveMessage
{
    public required long Seq { get; init; }

    /// <summary>Up to and with <c>"prev_seq":</c>.</summary>
    public required byte[] Head { get; init; }

    public required byte[] Tail { get; init; }

    public MeetingId? Meeting { get; init; }

    public bool IsPublic { get; init; }

    /// <summary>On the gateway's monotonic clock.</summary>
    public required Micros AppendedUs { get; init; }

    /// <summary>Server time at which it was read at the track, for messages that arrived live; for latency.</summary>
    public Micros? CapturedUs { get; init; }
}
