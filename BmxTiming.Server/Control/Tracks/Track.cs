using BmxTiming.Protocol.Ingest;

namespace BmxTiming.Server.Control.Tracks;

/// <summary>A track and how it is timed.</summary>
internal sealed record Track
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>In the order riders cross them; the last one is the finish.</summary>
    public required IReadOnlyList<TimingPointDetails> TimingPoints { get; init; }

    public required IReadOnlyList<uint> GateIds { get; init; }

    public RaceWindows Windows { get; init; } = new();
}
