using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring.Rules;

/// <summary>Who chooses the lane first; the steps look at the last race each rider rode.</summary>
internal sealed record GateChoiceRules(ImmutableArray<TieStep> First, ImmutableArray<TieStep> Later);
