using System.Collections.Immutable;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring;

/// <summary>Deals riders, best first, to heats whose sizes differ by one at most.</summary>
internal static class Deal
{
    public static ImmutableArray<ImmutableArray<int>> Heats(ImmutableArray<int> seeds, int heats, HeatDraw draw) =>
        [.. Enumerable.Range(0, heats).Select(heat => seeds.Where((_, seed) => HeatOf(seed, heats, draw) == heat).ToImmutableArray())];

    private static int HeatOf(int seed, int heats, HeatDraw draw)
    {
        var column = seed % heats;
        return draw == HeatDraw.Serpentine && seed / heats % 2 == 1 ? heats - 1 - column : column;
    }
}
