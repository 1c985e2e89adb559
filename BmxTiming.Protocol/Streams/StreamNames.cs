namespace BmxTiming.Protocol.Streams;

/// <summary>The JetStream streams and key-value buckets.</summary>
public static class StreamNames
{
    public const string Raw = "timing_ingest_raw_v1";
    public const string Race = "timing_race_events_v1";
    public const string Snapshot = "timing_race_snapshot_v1";
    public const string DeadLetter = "timing_dlq_v1";

    public const string EngineLeases = "engine_leases";
    public const string EngineWorkers = "engine_workers";
    public const string EngineCheckpoints = "engine_ckpt";
    public const string IngestLanes = "ingest_lanes";
    public const string GatewayRegistry = "gateway_registry";
}
