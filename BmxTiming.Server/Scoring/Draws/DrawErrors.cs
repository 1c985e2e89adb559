namespace BmxTiming.Server.Scoring.Draws;

/// <summary>Why nothing is drawn.</summary>
internal static class DrawErrors
{
    public const string NothingToDraw = "nothing_to_draw";

    /// <summary>Every gate of a round is full.</summary>
    public const string GatesFull = "gates_full";

    public const string LaneTaken = "lane_taken";
    public const string LaneInvalid = "lane_invalid";
    public const string RiderNotInHeat = "rider_not_in_heat";
}
