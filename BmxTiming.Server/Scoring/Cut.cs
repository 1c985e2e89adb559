using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring;

/// <summary>Who goes on after a round.</summary>
/// <param name="GoOn">By the rules, best first.</param>
/// <param name="WentOn">By the sheet; null = it does not say.</param>
internal sealed record Cut(string After, ImmutableArray<int> GoOn, ImmutableArray<int>? WentOn);
