using System.Collections.Immutable;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring.Draws;

/// <summary>
/// Lanes for the motos: one row for each rider of a gate, one column for each round. In a column no lane stands twice, so riders of
/// different rows can meet in any gate.
/// </summary>
internal static class LaneTable
{
    /// <summary>Computed: each row three different lanes at least 2 apart, one of them at most 3 and one at least 6, sums 12 to 15.</summary>
    private static readonly ImmutableArray<ImmutableArray<int>> s_eight =
        [[1, 3, 8], [2, 4, 6], [3, 5, 7], [4, 6, 2], [5, 7, 3], [6, 8, 1], [7, 1, 4], [8, 2, 5]];

    public static (int[][] Rows, DrawRule Rule) Draw(LaneRules lanes, int rows, int rounds, DrawRandom random)
    {
        if (lanes.MotoSets is { } sets && sets.All(set => set.Length >= rounds) && OfSets(sets, rows, rounds, random) is { } table)
        {
            return (table, new DrawRule("lanes_of_sets", "Lanes: the lanes of a rider are one of the rulebook's lanes.moto_sets."));
        }

        var columns = random.Shuffled(Enumerable.Range(0, rounds));
        if (lanes.Count == s_eight[0].Max() && rounds <= s_eight[0].Length)
        {
            int[][] drawn = [.. random.Shuffled(s_eight).Take(rows).Select(row => columns.Select(column => row[column]).ToArray())];
            return (drawn, new DrawRule("lanes_of_table", "Lanes: the fair table for eight lanes, no lane twice, one inside and one outside."));
        }

        var step = Enumerable.Range(2, lanes.Count).First(candidate => Coprime(candidate, lanes.Count));
        return (
            [.. random.Shuffled(Enumerable.Range(0, lanes.Count)).Take(rows)
                .Select(row => columns.Select(column => ((row + (column * step)) % lanes.Count) + 1).ToArray())],
            new DrawRule("lanes_rotated", "Lanes: moved on by the same step each round."));
    }

    /// <summary>
    /// One row for each set, column by column: where each lane is in as many sets as a set has lanes, as in the sets of real meetings,
    /// every column finds a lane for each row, whatever the columns before took.
    /// </summary>
    /// <returns>Null where so many rows do not fit: the same lane would stand in a column twice.</returns>
    private static int[][]? OfSets(ImmutableArray<ImmutableArray<int>> sets, int rows, int rounds, DrawRandom random)
    {
        ImmutableArray<int>[] left = [.. random.Shuffled(sets)];
        int[][] table = [.. left.Select(_ => new int[rounds])];
        for (var round = 0; round < rounds; round++)
        {
            var lanes = random.Shuffled(sets.SelectMany(static set => set).Distinct());
            if (LaneMatch.Match(left.Length, lanes, (row, lane) => left[row].Contains(lane)) is not { } column)
            {
                return null;
            }

            for (var row = 0; row < left.Length; row++)
            {
                table[row][round] = column[row];
                left[row] = left[row].Remove(column[row]);
            }
        }

        return rows <= table.Length ? table[..rows] : null;
    }

    private static bool Coprime(int a, int b) => b == 0 ? a == 1 : Coprime(b, a % b);
}
