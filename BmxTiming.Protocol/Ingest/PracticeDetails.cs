namespace BmxTiming.Protocol.Ingest;

/// <summary>Practice on a track: everybody is timed, nobody races.</summary>
public sealed record PracticeDetails(TrackDetails Track);
