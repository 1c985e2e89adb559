using System.Collections.Immutable;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring.Draws;

/// <summary>Lanes of a knock-out heat: riders choose in their order; who does not choose gets the free lane that is liked best.</summary>
internal static class LaneChoice
{
    /// <param name="order">The riders of the heat in the order in which they choose.</param>
    public static Result<DrawnGate> Assign(LaneRules lanes, ImmutableArray<string> order, IEnumerable<DrawnLane> chosen)
    {
        var taken = ImmutableArray<DrawnLane>.Empty;
        foreach (var choice in chosen)
        {
            if (!order.Contains(choice.Id))
            {
                return Result.Fail<DrawnGate>(DrawErrors.RiderNotInHeat, $"{choice.Id} is not in this heat; name riders of the heat only.");
            }

            if (choice.Lane < 1 || choice.Lane > lanes.Count)
            {
                return Result.Fail<DrawnGate>(DrawErrors.LaneInvalid, FormattableString.Invariant(
                    $"There is no lane {choice.Lane}; choose 1 to {lanes.Count}."));
            }

            if (taken.FirstOrDefault(other => other.Lane == choice.Lane || other.Id == choice.Id) is { } other)
            {
                return Result.Fail<DrawnGate>(DrawErrors.LaneTaken, FormattableString.Invariant(
                    $"Lane {choice.Lane} for {choice.Id}: {other.Id} has lane {other.Lane} already. Each rider and each lane once."));
            }

            taken = taken.Add(choice);
        }

        foreach (var id in order.Where(id => taken.All(lane => lane.Id != id)))
        {
            taken = taken.Add(new DrawnLane(lanes.Preference.First(lane => taken.All(other => other.Lane != lane)), id));
        }

        return Result.Ok(new DrawnGate([.. taken.OrderBy(static lane => lane.Lane)]));
    }
}
