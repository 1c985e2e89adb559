namespace BmxTiming.Server.Scoring.Rules;

internal enum AbsentRule
{
    /// <summary>All of them share the rank behind the last classified rider.</summary>
    LastRankShared,

    /// <summary>Listed last, without a rank.</summary>
    Unranked,
}
