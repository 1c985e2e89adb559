using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Simulation;

/// <summary>Riders for races that nobody directs.</summary>
internal static class DemoRoster
{
    public static IReadOnlyList<SimulatedRider> Fixed() => Field(10_123_450, "FL-0100");

    /// <summary>Eight others, of the race before or behind.</summary>
    public static IReadOnlyList<SimulatedRider> Other() => Field(10_223_450, "FL-0200");

    private static SimulatedRider[] Field(uint transponder, string code) =>
    [
        .. Enumerable.Range(1, 8).Select(lane => new SimulatedRider(
            lane, (uint)(transponder + lane), $"{code}{lane}", new Micros(32_500_000 + (lane * 7 % 8 * 450_000)))),
    ];
}
