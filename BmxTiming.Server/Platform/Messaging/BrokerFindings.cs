using System.Globalization;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>
/// What a broker's facts mean for the promise "acknowledged is durable". Pure: `doctor`, readiness, metrics and the
/// admission to Production say the same because they ask here.
/// </summary>
internal static class BrokerFindings
{
    /// <summary>Older servers give a reader of one track every track, or lose streams when they are killed.</summary>
    public static readonly Version OldestVersion = new(2, 10, 23);

    /// <summary>Above this share of a limit somebody should act.</summary>
    private const double NearlyFull = 0.9;

    public static IReadOnlyList<BrokerFinding> Of(BrokerFacts facts, long minFreeBytes) =>
    [
        .. OfServer(facts),
        .. OfSpace(facts, minFreeBytes),
        .. facts.Streams.SelectMany(OfStream),
        .. facts.Differences.Select(static text => new BrokerFinding(FindingKind.Breach, "not_as_provisioned", text)),
    ];

    private static IEnumerable<BrokerFinding> OfServer(BrokerFacts facts)
    {
        if (facts.Version < OldestVersion)
        {
            yield return new(FindingKind.Breach, "server_too_old",
                $"nats-server {facts.Version} is older than {OldestVersion}: servers before 2.10 ignore filters and cannot sync every write, "
                + "and some before 2.10.23 lose streams when they are killed. Debian 12's own package is one of them");
        }
        else if (facts.Version < Broker.AtomicPublishFrom)
        {
            yield return new(FindingKind.Note, "no_atomic_batches",
                $"nats-server {facts.Version} has no atomic batches (from {Broker.AtomicPublishFrom}): a track that drains its spool is slower");
        }

        switch (facts.SyncAlways)
        {
            case false:
                yield return new(FindingKind.Breach, "not_synced",
                    "acknowledged messages may be lost in a power cut of the broker: set jetstream { sync_interval: always }");
                break;
            case null:
                yield return new(FindingKind.Breach, "sync_unknown",
                    "whether acknowledged messages survive a power cut is not known: Streams:MonitoringUrl is not set or does not answer");
                break;
        }
    }

    private static IEnumerable<BrokerFinding> OfSpace(BrokerFacts facts, long minFreeBytes)
    {
        if (facts.Store is not { } store)
        {
            yield return new(FindingKind.Note, "space_unknown", "how much space the broker has is not known: Streams:MonitoringUrl is not set or does not answer");
            yield break;
        }

        if (store.LimitBytes > 0 && store.UsedBytes > store.LimitBytes * NearlyFull)
        {
            yield return new(FindingKind.Warning, "store_nearly_full", $"the broker has stored {Size(store.UsedBytes)} of the {Size(store.LimitBytes)} it may");
        }

        if (store.DiskFreeBytes is { } free && free < minFreeBytes)
        {
            yield return new(FindingKind.Warning, "disk_nearly_full", $"{Size(free)} are free in {store.Folder}: full, the broker confirms nothing any more");
        }
        else if (store.DiskFreeBytes is null)
        {
            yield return new(FindingKind.Note, "disk_unknown", "the broker's disk is not this machine's: watch its free space there");
        }
    }

    private static IEnumerable<BrokerFinding> OfStream(StreamFacts stream)
    {
        if (!stream.OnFile)
        {
            yield return new(FindingKind.Breach, "in_memory", $"{stream.Name} is in memory: a restart of the broker loses it");
        }

        if (stream.Replicas <= 1)
        {
            yield return new(FindingKind.Note, "one_copy", $"{stream.Name} has one copy: while its server is down nothing is taken, and its disk must be backed up");
        }

        if (stream.MaxBytes > 0 && stream.Bytes > stream.MaxBytes * NearlyFull)
        {
            yield return new(FindingKind.Warning, "kept_shorter",
                $"{stream.Name} holds {Size(stream.Bytes)} of {Size(stream.MaxBytes)}: the oldest messages go before their time");
        }
    }

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB");
}
