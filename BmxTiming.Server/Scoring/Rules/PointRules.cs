using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring.Rules;

/// <param name="ByPlace">Points of the first, second, … of a race.</param>
/// <param name="Codes">Every result code that the sheets of these rules may hold.</param>
internal sealed record PointRules(ImmutableArray<int> ByPlace, ImmutableArray<CodeRule> Codes);
