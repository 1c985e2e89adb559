using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring.Rules;

/// <param name="Count">Lanes of the gate, and so the riders of a race at most.</param>
/// <param name="Preference">The order in which free lanes are taken when nobody chooses.</param>
/// <param name="MotoSets">The lanes a rider gets in the motos are one of these sets, in any order; null = any lanes.</param>
internal sealed record LaneRules(int Count, ImmutableArray<int> Preference, ImmutableArray<ImmutableArray<int>>? MotoSets = null);
