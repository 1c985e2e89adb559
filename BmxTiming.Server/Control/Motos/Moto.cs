using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;

namespace BmxTiming.Server.Control.Motos;

/// <summary>A race of a meeting as scheduled, and who is drawn in it.</summary>
internal sealed record Moto
{
    /// <summary>See <see cref="IdOf"/>: the same moto id may be used in any number of meetings.</summary>
    public required string Id { get; init; }

    public required string MeetingId { get; init; }

    public required MotoId MotoId { get; init; }

    /// <summary>Position in the race order, from 1.</summary>
    public required int Number { get; init; }

    public required string ClassName { get; init; }

    public required string RoundName { get; init; }

    /// <summary>By lane.</summary>
    public required IReadOnlyList<MotoEntry> Entries { get; init; }

    public static string IdOf(MeetingId meeting, MotoId moto) => $"{meeting}:{moto}";

    public MotoDetails ToDetails() => new(MotoId, Number, ClassName, RoundName, Entries.Count);
}

/// <param name="Lane">1 to 8.</param>
/// <param name="EntryId">The start that was drawn, with its own plate and transponders; absent for a rider put in by hand.</param>
internal sealed record MotoEntry(int Lane, string RiderId, string? EntryId = null);
