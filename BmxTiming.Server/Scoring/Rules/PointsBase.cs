namespace BmxTiming.Server.Scoring.Rules;

internal enum PointsBase
{
    None,

    /// <summary>The riders who started in this race.</summary>
    Starters,

    /// <summary>The riders who were drawn into this race.</summary>
    Drawn,

    /// <summary>A number, whatever the race.</summary>
    Fixed,
}
