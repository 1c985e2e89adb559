using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring.Draws;

/// <summary>One round of a class: who rides in which gate and lane.</summary>
/// <param name="Rules">Which rules decided.</param>
internal sealed record DrawnRound(string Round, ImmutableArray<DrawnGate> Gates, ImmutableArray<DrawRule> Rules)
{
    public int? GateOf(string id) =>
        Gates.IndexOf(Gates.FirstOrDefault(gate => gate.Lanes.Any(lane => lane.Id == id))!) is >= 0 and var gate ? gate : null;

    public int? LaneOf(string id) => Gates.SelectMany(static gate => gate.Lanes).FirstOrDefault(lane => lane.Id == id)?.Lane;
}

/// <param name="Lanes">By lane.</param>
internal sealed record DrawnGate(ImmutableArray<DrawnLane> Lanes);

internal sealed record DrawnLane(int Lane, string Id);

/// <param name="Code">Stable, for programs.</param>
/// <param name="Text">For people.</param>
internal sealed record DrawRule(string Code, string Text);
