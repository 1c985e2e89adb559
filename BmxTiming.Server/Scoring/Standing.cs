namespace BmxTiming.Server.Scoring;

internal enum Standing
{
    Classified,

    /// <summary>At no gate of the motos.</summary>
    Absent,

    /// <summary>Has a result that takes part in no ranking.</summary>
    Unranked,
}
