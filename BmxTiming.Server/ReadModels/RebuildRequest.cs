using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.ReadModels;

/// <summary>
/// A wish to build a track's read models anew. The one document here that control writes; the projections take it and delete it.
/// </summary>
internal sealed record RebuildRequest
{
    /// <summary>The track.</summary>
    public required string Id { get; init; }

    /// <summary>A later wish for the same track has another one, and is not deleted with this one.</summary>
    public required string RequestId { get; init; }

    public required string Actor { get; init; }

    public required Micros RequestedAtUs { get; init; }
}
