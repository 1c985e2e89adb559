namespace BmxTiming.Server.Scoring.Draws;

/// <param name="Id">Of the start, unique within the class.</param>
/// <param name="Seed">Position in the seeding, from 1; null = not seeded.</param>
internal sealed record DrawRider(string Id, string? Club = null, int? Seed = null);
