using System.Text.Json.Nodes;
using Xunit;

namespace BmxTiming.Tests.EndToEnd.RaceDays;

/// <summary>A draw is by lot; that it is legal and fair can be checked.</summary>
internal static class DrawCheck
{
    private const int LaneCount = 8;

    public static void Motos(Differences differences, JsonNode plan, PaperClass paper, bool isUci)
    {
        var rounds = plan["motos"]!.AsArray();
        differences.Same($"{paper.Name} rounds drawn", paper.Size.IsTransfer ? 1 : PaperRules.Motos.Count, rounds.Count);
        differences.Same($"{paper.Name} drawn as", paper.Riders, plan["draw"]!["riders"]);
        var lanes = paper.Entries.ToDictionary(static entry => entry, static _ => new List<int>());
        var met = new Dictionary<(string, string), int>();
        foreach (var (round, i) in rounds.Select(static (round, i) => (round, i)))
        {
            (int Lane, string Entry)[][] gates = [.. round!["gates"]!.AsArray()
                .Select(gate => gate!["lanes"]!.AsArray().Select(at => ((int)at!["lane"]!, (string)at["id"]!)).ToArray())];
            differences.Same($"{paper.Name} {round["round"]} gates", paper.Size.Motos[i].Gates, gates.Length);
            differences.SameList(
                $"{paper.Name} {round["round"]} riders", paper.Entries.Order(StringComparer.Ordinal),
                gates.SelectMany(static gate => gate.Select(static at => at.Entry)).Order(StringComparer.Ordinal));
            Assert.True(gates.Max(static gate => gate.Length) - gates.Min(static gate => gate.Length) <= 1);
            foreach (var gate in gates)
            {
                Gate(differences, $"{paper.Name} {round["round"]}", gate);
                foreach (var (lane, entry) in gate)
                {
                    lanes[entry].Add(lane);
                    foreach (var (_, other) in gate.Where(at => string.CompareOrdinal(at.Entry, entry) > 0))
                    {
                        met[(entry, other)] = met.GetValueOrDefault((entry, other)) + 1;
                    }
                }
            }
        }

        foreach (var (entry, had) in lanes)
        {
            differences.Same($"{paper.Name} {entry} different lanes", had.Count, had.Distinct().Count());
            differences.Same($"{paper.Name} {entry} lanes of a set", true, !isUci || PaperRules.UciLanes.Any(set => had.All(set.Contains)));
        }

        var fair = paper.Size.Motos[0].Gates < 4 || met.Values.All(static times => times < 3);
        differences.Same($"{paper.Name} nobody meets three times in four gates", true, fair);
    }

    public static void Gate(Differences differences, string what, IReadOnlyList<(int Lane, string Entry)> gate)
    {
        differences.Same($"{what} lanes once", gate.Count, gate.Select(static at => at.Lane).Distinct().Count());
        differences.Same($"{what} lanes of the gate", true, gate.All(static at => at.Lane is >= 1 and <= LaneCount));
    }

    /// <summary>Who chose has what was chosen; the others take the lowest free lane in their order.</summary>
    public static IReadOnlyList<(int Lane, string Entry)> Chosen(IReadOnlyList<string> order, IReadOnlyList<string> chose, IReadOnlyList<int> chosen)
    {
        var taken = chose.Zip(chosen, static (entry, lane) => (Lane: lane, Entry: entry)).ToList();
        foreach (var entry in order.Where(entry => !chose.Contains(entry)))
        {
            taken.Add((Enumerable.Range(1, LaneCount).First(lane => taken.All(at => at.Lane != lane)), entry));
        }

        return [.. taken.OrderBy(static at => at.Lane)];
    }
}
