namespace BmxTiming.Server.Scoring.Rules;

internal enum HeatDraw
{
    /// <summary>1, 4, 5, 8 … against 2, 3, 6, 7 …</summary>
    Serpentine,

    /// <summary>1, 3, 5, 7 … against 2, 4, 6, 8 …</summary>
    Alternating,
}
