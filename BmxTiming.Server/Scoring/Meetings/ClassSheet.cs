using System.Collections.Immutable;

namespace BmxTiming.Server.Scoring.Meetings;

/// <param name="Drawn">Riders who were drawn, by the sheet; null = it does not say.</param>
/// <param name="Complete">False: the sheet itself says that riders are missing on it.</param>
internal sealed record ClassSheet(string Name, int? Drawn, bool Complete, ImmutableArray<RiderSheet> Riders);
