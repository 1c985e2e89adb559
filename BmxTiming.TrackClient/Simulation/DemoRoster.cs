using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Simulation;

/// <summary>Riders for races that nobody directs.</summary>
internal static class DemoRoster
{
    public static IReadOnlyList<SimulatedRider> Fixed() =>
    [
        .. Enumerable.Range(1, 8).Select(static lane => new SimulatedRider(
            lane, (uint)(10_123_450 + lane), $"FL-0100{lane}", new Micros(32_500_000 + (lane * 7 % 8 * 450_000)))),
    ];
}
