namespace BmxTiming.Server.Scoring.Verification;

/// <summary>What the sheet holds and the rules do not give.</summary>
/// <param name="What">One of <see cref="Compared"/>.</param>
/// <param name="Who">A rider's number, or those of a heat.</param>
internal sealed record Difference(string Class, string What, string? Round, string Who, string Published, string Computed);
