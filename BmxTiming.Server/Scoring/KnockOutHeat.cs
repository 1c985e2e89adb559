using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring;

/// <param name="Riders">Best seed first.</param>
/// <param name="GateChoice">The same riders in the order in which they choose their lane.</param>
internal sealed record KnockOutHeat(ImmutableArray<int> Riders, ImmutableArray<int> GateChoice);
