using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring;

/// <summary>The qualifying rounds of a class.</summary>
/// <param name="GoOn">Into the knock-out, best first.</param>
/// <param name="Cuts">One for each moto from which riders go on; or the one after the last.</param>
internal sealed record MotoScore(
    ImmutableArray<RoundSheet> Motos, ImmutableArray<MotoRank> Ranking, ImmutableArray<int> GoOn, ImmutableArray<Cut> Cuts);
