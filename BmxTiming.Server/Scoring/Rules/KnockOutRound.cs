using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring.Rules;

/// <param name="Each">So many of each heat go on; 0 in the final.</param>
internal sealed record KnockOutRound(string Name, ImmutableArray<string> Aliases, int Heats, int Each) : RoundName(Name, Aliases);
