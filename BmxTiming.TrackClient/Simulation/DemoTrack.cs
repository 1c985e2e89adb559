namespace BmxTiming.TrackClient.Simulation;

/// <summary>The track every simulated race is raced on: one decoder, a gate and four loops.</summary>
internal static class DemoTrack
{
    public const string Hill = "hill";
    public const string SplitOne = "split-1";
    public const string SplitTwo = "split-2";
    public const string Finish = "finish";

    /// <summary>The start controller's pulse arrives as a passing of this transponder number.</summary>
    public const uint GateId = 9992;
}
