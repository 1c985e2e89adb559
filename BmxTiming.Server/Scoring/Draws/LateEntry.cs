using System.Collections.Immutable;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring.Draws;

/// <summary>A rider who comes after the draw: nobody else is moved.</summary>
internal static class LateEntry
{
    /// <param name="isOpen">Whether a gate (round, gate) can still take a rider: its race is not ridden.</param>
    /// <returns>The rounds with the rider in the smallest open gate of each; rounds without an open gate stay as they are.</returns>
    public static Result<ImmutableArray<DrawnRound>> Place(
        LaneRules lanes, ImmutableArray<DrawnRound> rounds, Func<int, int, bool> isOpen, string id, long seed)
    {
        var random = DrawRandom.For(seed, id);
        var placed = rounds;
        for (var i = 0; i < rounds.Length; i++)
        {
            var round = i;
            int[] open = [.. Enumerable.Range(0, rounds[i].Gates.Length).Where(gate => isOpen(round, gate))];
            if (open.Length == 0 || placed[i].GateOf(id) is not null)
            {
                continue;
            }

            var smallest = open.MinBy(gate => rounds[round].Gates[gate].Lanes.Length);
            var gate = rounds[i].Gates[smallest];
            if (gate.Lanes.Length >= lanes.Count)
            {
                return Result.Fail<ImmutableArray<DrawnRound>>(
                    DrawErrors.GatesFull, $"{rounds[i].Round}: every gate is full. Step back and draw the class again, or refuse the entry.");
            }

            var lane = LaneMatch.Draw(
                lanes, [MotoDraw.HadBefore(id, placed)], [.. gate.Lanes.Select(static taken => taken.Lane)], random)[0];
            placed = placed.SetItem(i, placed[i] with
            {
                Gates = placed[i].Gates.SetItem(
                    smallest, new DrawnGate([.. gate.Lanes.Add(new DrawnLane(lane, id)).OrderBy(static taken => taken.Lane)])),
                Rules = placed[i].Rules.Add(new DrawRule("late_smallest_gate", $"{id} came late: smallest gate with a free lane.")),
            });
        }

        return Result.Ok(placed);
    }
}
