namespace BmxTiming.Protocol.Ingest;

/// <summary>Versions that envelopes carry. A released version is never edited; a change is a new version.</summary>
public static class ContractVersions
{
    public const string TrackIngestV2 = "track_ingest.v2";
    public const string RaceEventV1 = "race_event.v1";
}
