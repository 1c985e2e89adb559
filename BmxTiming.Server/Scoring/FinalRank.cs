using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring;

/// <param name="Rank">Null = listed without a rank.</param>
/// <param name="DecidedBy">The step that put this rider behind the one in front; null = they went out in different rounds.</param>
internal sealed record FinalRank(int Rider, int? Rank, TieStep? DecidedBy, bool Open);
