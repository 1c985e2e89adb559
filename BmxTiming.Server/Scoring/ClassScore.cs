using System.Collections.Immutable;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring;

/// <summary>A class, as far as it was ridden.</summary>
/// <param name="Ranking">After the motos; empty = not all are ridden.</param>
/// <param name="Final">Empty = the class is not over.</param>
internal sealed record ClassScore(
    SizeRule Size, ImmutableArray<RoundSheet> Motos, ImmutableArray<MotoRank> Ranking, ImmutableArray<Cut> Cuts,
    ImmutableArray<KnockOutScore> KnockOut, ImmutableArray<FinalRank> Final);
