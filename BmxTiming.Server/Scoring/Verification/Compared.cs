namespace BmxTiming.Server.Scoring.Verification;

/// <summary>What is compared with a sheet, each where it prints it.</summary>
internal static class Compared
{
    /// <summary>Points of a code, where the heat is known and they so follow from the rules.</summary>
    public const string Points = "points";

    public const string RunningTotal = "running_total";
    public const string Total = "total";
    public const string MotoGates = "moto_gates";

    /// <summary>The lanes of one rider's motos.</summary>
    public const string MotoLanes = "moto_lanes";

    /// <summary>Whether a rider goes on.</summary>
    public const string Cut = "cut";

    /// <summary>A heat's riders; where no heats are printed, whether its places are those of one race.</summary>
    public const string Heat = "heat";

    public const string GateChoice = "gate_choice";
    public const string FinalRank = "final_rank";
    public const string Listing = "listing";
}
