namespace BmxTiming.Server.Scoring.Rules;

internal enum KnockOutRank
{
    /// <summary>Ranked behind those with a place.</summary>
    Ranked,

    /// <summary>Listed without a rank, the number stays unused.</summary>
    KeepsNumber,

    /// <summary>Out of the ranking; those behind move up.</summary>
    ClosesUp,
}
