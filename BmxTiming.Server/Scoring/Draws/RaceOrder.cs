using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring.Draws;

/// <param name="Stage">Races of a lower stage are ridden first.</param>
/// <param name="Riders">The persons who ride, or may ride, in it.</param>
internal sealed record RaceSlot(string MotoId, string ClassName, int Stage, ImmutableArray<string> Riders);

/// <summary>Somebody may ride two races in a row.</summary>
internal sealed record BackToBack(string First, string Second, ImmutableArray<string> Riders);

/// <param name="BackToBack">Where it could not be avoided.</param>
internal sealed record OrderedRaces(ImmutableArray<RaceSlot> Races, ImmutableArray<BackToBack> BackToBack);

/// <summary>Puts races in order, stage by stage, so that nobody has to go from the finish straight back to the gate.</summary>
internal static class RaceOrder
{
    /// <summary>The last motos of all classes come before the first knock-out, and all finals together at the end.</summary>
    public const int KnockOutStages = 1_000;

    private const int MaxPasses = 50;

    /// <param name="races">In the order wanted; it is kept where it can be.</param>
    public static OrderedRaces Order(IEnumerable<RaceSlot> races)
    {
        RaceSlot[] wanted = [.. races.OrderBy(static race => race.Stage)];
        var clash = new bool[wanted.Length, wanted.Length];
        for (var a = 0; a < wanted.Length; a++)
        {
            for (var b = 0; b < wanted.Length; b++)
            {
                clash[a, b] = a != b && !Shared(wanted[a], wanted[b]).IsEmpty;
            }
        }

        var order = Greedy(wanted, clash);
        for (var pass = 0; pass < MaxPasses && Improve(order, wanted, clash); pass++)
        {
        }

        return new OrderedRaces(
            [.. order.Select(race => wanted[race])],
            [.. order.Zip(order.Skip(1))
                .Where(pair => clash[pair.First, pair.Second])
                .Select(pair => new BackToBack(
                    wanted[pair.First].MotoId, wanted[pair.Second].MotoId, Shared(wanted[pair.First], wanted[pair.Second])))]);
    }

    /// <summary>Nobody rides two heats of one round.</summary>
    private static ImmutableArray<string> Shared(RaceSlot a, RaceSlot b) =>
        a.ClassName == b.ClassName && a.Stage == b.Stage ? [] : [.. a.Riders.Where(b.Riders.Contains)];

    private static List<int> Greedy(RaceSlot[] wanted, bool[,] clash)
    {
        var left = Enumerable.Range(0, wanted.Length).ToList();
        var order = new List<int>(wanted.Length);
        while (left.Count > 0)
        {
            var stage = wanted[left[0]].Stage;
            var at = order.Count == 0 ? 0 : left.FindIndex(race => wanted[race].Stage == stage && !clash[order[^1], race]);
            order.Add(left[Math.Max(at, 0)]);
            left.RemoveAt(Math.Max(at, 0));
        }

        return order;
    }

    /// <summary>Moves one race within its stage, if that leaves fewer clashes.</summary>
    private static bool Improve(List<int> order, RaceSlot[] wanted, bool[,] clash)
    {
        var best = Clashes(order, clash);
        for (var i = 0; best > 0 && i + 1 < order.Count; i++)
        {
            if (!clash[order[i], order[i + 1]])
            {
                continue;
            }

            foreach (var from in (ReadOnlySpan<int>)[i, i + 1])
            {
                var race = order[from];
                for (var to = 0; to < order.Count; to++)
                {
                    if (wanted[order[to]].Stage != wanted[race].Stage)
                    {
                        continue;
                    }

                    var moved = order.ToList();
                    moved.RemoveAt(from);
                    moved.Insert(to, race);
                    if (Clashes(moved, clash) < best)
                    {
                        order.Clear();
                        order.AddRange(moved);
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static int Clashes(List<int> order, bool[,] clash) =>
        order.Zip(order.Skip(1)).Count(pair => clash[pair.First, pair.Second]);
}
