namespace BmxTiming.Server.Scoring.Verification;

/// <summary>One number or order of a sheet that was compared.</summary>
/// <param name="Difference">Null = equal.</param>
internal sealed record Check(string What, Difference? Difference);
