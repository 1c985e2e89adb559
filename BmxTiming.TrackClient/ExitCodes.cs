namespace BmxTiming.TrackClient;

/// <summary>What a verb tells its caller; the same numbers for every verb.</summary>
internal static class ExitCodes
{
    public const int Good = 0;

    /// <summary>It ran, and found something wrong in what it was given.</summary>
    public const int Finding = 1;

    /// <summary>Wrong usage, or something it needs is missing; the message names it.</summary>
    public const int Usage = 2;

    /// <summary>It could have done so, and will not: somebody else has what it asks for.</summary>
    public const int Refused = 3;
}
