using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring.Rules;

/// <param name="Final">Order of those who rode the final.</param>
/// <param name="Out">Order of those who went out in the same earlier round.</param>
internal sealed record FinalRules(ImmutableArray<TieStep> Final, ImmutableArray<TieStep> Out);
