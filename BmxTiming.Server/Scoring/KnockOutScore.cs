using System.Collections.Immutable;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring;

/// <param name="Seeds">Who should ride, best first.</param>
/// <param name="Heats">By the rules.</param>
/// <param name="Sheet">As ridden; null = not yet.</param>
internal sealed record KnockOutScore(KnockOutRound Round, ImmutableArray<int> Seeds, ImmutableArray<KnockOutHeat> Heats, RoundSheet? Sheet);
