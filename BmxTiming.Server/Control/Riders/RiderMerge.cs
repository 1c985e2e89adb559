using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.Control.Riders;

/// <summary>What a merge moved, so that it can be undone. Holds ids and numbers, and nothing personal.</summary>
internal sealed record RiderMerge
{
    /// <summary>The duplicate's id.</summary>
    public required string Id { get; init; }

    public required string SurvivorId { get; init; }

    public required Micros AtUs { get; init; }

    public required string Actor { get; init; }

    /// <summary>The duplicate was retired before.</summary>
    public bool WasRetired { get; init; }

    /// <summary>Own and hired ones, from the duplicate to the survivor.</summary>
    public required IReadOnlyList<uint> TransponderIds { get; init; }

    public required IReadOnlyList<uint> HiredTransponderIds { get; init; }

    /// <summary>Members of the survivor that were empty and took the duplicate's value.</summary>
    public required IReadOnlyList<string> Filled { get; init; }

    /// <summary>Documents that name the survivor instead of the duplicate.</summary>
    public required IReadOnlyList<string> EntryDocuments { get; init; }

    public required IReadOnlyList<string> MotoDocuments { get; init; }
}
