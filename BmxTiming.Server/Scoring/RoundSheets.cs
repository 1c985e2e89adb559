using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring;

internal static class RoundSheets
{
    /// <summary>The last race this rider rode; null = none.</summary>
    public static RaceLine? LastRidden(this ImmutableArray<RoundSheet> rounds, int rider) =>
        rounds.Reverse().Select(round => round.Of(rider)).FirstOrDefault(static line => line is not null);
}
