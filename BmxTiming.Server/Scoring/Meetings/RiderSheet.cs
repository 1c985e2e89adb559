using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring.Meetings;

/// <param name="Number">The plate: no integer ("W3", "20b"), unique within a class.</param>
/// <param name="TotalPoints">As published; null = not printed.</param>
/// <param name="FinalRank">As published; null = without a rank, or not printed.</param>
/// <param name="Lot">What the officials drew or a run-off gave; null = nothing was decided for this rider.</param>
/// <param name="ListedAt">Line of the published list, from 1; null = unknown.</param>
internal sealed record RiderSheet(string Number, ImmutableArray<ResultSheet> Rounds, int? TotalPoints, int? FinalRank, int? ListedAt,
    int? Lot = null);
