namespace BmxTiming.Server.Platform.Messaging;

/// <summary>What a running broker says of itself. What it does not say is <c>null</c> and counts as "no".</summary>
/// <param name="SyncAlways">It syncs every write before it acknowledges; only its monitoring endpoint tells.</param>
/// <param name="Store">Where and how much it stores; only its monitoring endpoint tells.</param>
/// <param name="Differences">How streams and buckets differ from what they must be.</param>
internal sealed record BrokerFacts(
    string ServerId,
    Version Version,
    bool? SyncAlways,
    StoreFacts? Store,
    IReadOnlyList<StreamFacts> Streams,
    IReadOnlyList<string> Differences);

/// <param name="LimitBytes">The broker refuses to store more than this.</param>
/// <param name="DiskFreeBytes">Free on the disk it stores on; <c>null</c> when that disk is not this machine's.</param>
internal sealed record StoreFacts(string? Folder, long UsedBytes, long LimitBytes, long? DiskFreeBytes);

/// <param name="MaxBytes">At this size the oldest messages go, whatever their age; ≤ 0 = never.</param>
internal sealed record StreamFacts(string Name, bool OnFile, int Replicas, long Bytes, long MaxBytes);
