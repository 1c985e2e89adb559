using System.Collections.Immutable;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring.Draws;

/// <summary>Lanes of one gate for riders who have had lanes before: of the rulebook's sets, else none twice, else any.</summary>
internal static class LaneMatch
{
    /// <param name="had">The lanes of each rider in the rounds before.</param>
    /// <param name="taken">Lanes that are not free.</param>
    /// <returns>A lane for each rider; the gate has room for them.</returns>
    public static int[] Draw(LaneRules lanes, ImmutableArray<ImmutableArray<int>> had, ImmutableArray<int> taken, DrawRandom random)
    {
        int[] free = random.Shuffled(Enumerable.Range(1, lanes.Count).Where(lane => !taken.Contains(lane)));
        Func<int, int, bool>[] wishes =
        [
            (rider, lane) => lanes.MotoSets is { } sets && !had[rider].Contains(lane)
                && sets.Any(set => set.Contains(lane) && had[rider].All(set.Contains)),
            (rider, lane) => !had[rider].Contains(lane),
            static (_, _) => true,
        ];
        return wishes.Select(wish => Match(had.Length, free, wish)).First(static found => found is not null)!;
    }

    /// <returns>A lane for each; null = they do not fit.</returns>
    public static int[]? Match(int riders, int[] free, Func<int, int, bool> may)
    {
        var riderIn = Enumerable.Repeat(-1, free.Length).ToArray();
        for (var rider = 0; rider < riders; rider++)
        {
            if (!Seat(rider, new bool[free.Length]))
            {
                return null;
            }
        }

        return [.. Enumerable.Range(0, riders).Select(rider => free[Array.IndexOf(riderIn, rider)])];

        bool Seat(int rider, bool[] seen)
        {
            for (var i = 0; i < free.Length; i++)
            {
                if (seen[i] || !may(rider, free[i]))
                {
                    continue;
                }

                seen[i] = true;
                if (riderIn[i] < 0 || Seat(riderIn[i], seen))
                {
                    riderIn[i] = rider;
                    return true;
                }
            }

            return false;
        }
    }
}
