using BmxTiming.Protocol.Streams;
using NATS.Client.JetStream.Models;
using NATS.Client.KeyValueStore;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>The four streams and the buckets as they must be.</summary>
internal static class StreamDefinitions
{
    private const long Gigabyte = 1_000_000_000;

    public static IReadOnlyList<StreamConfig> Streams(string profile, Version server)
    {
        var (raw, race, snapshot, deadLetter) = profile switch
        {
            StreamOptions.Production => (100 * Gigabyte, 50 * Gigabyte, 2 * Gigabyte, 10 * Gigabyte),
            StreamOptions.Development => (2 * Gigabyte, 2 * Gigabyte, Gigabyte / 4, Gigabyte / 2),
            _ => throw new InvalidOperationException(
                $"Streams:Profile '{profile}' is unknown; use {StreamOptions.Development} or {StreamOptions.Production}."),
        };
        var atomic = server >= Broker.AtomicPublishFrom;
        return
        [
            Log(StreamNames.Raw, Subjects.RawAll, TimeSpan.FromDays(7), raw, atomic),
            Log(StreamNames.Race, Subjects.RaceAll, TimeSpan.FromDays(30), race, atomic),
            new StreamConfig(StreamNames.Snapshot, [Subjects.SnapshotAll])
            {
                Storage = StreamConfigStorage.File,
                Retention = StreamConfigRetention.Limits,
                Discard = StreamConfigDiscard.Old,
                MaxMsgsPerSubject = 1,
                MaxAge = TimeSpan.FromHours(24),
                MaxBytes = snapshot,
                AllowDirect = true,
                AllowAtomicPublish = atomic,
            },
            new StreamConfig(StreamNames.DeadLetter, [Subjects.DeadLetterAll])
            {
                Storage = StreamConfigStorage.File,
                Retention = StreamConfigRetention.Limits,
                Discard = StreamConfigDiscard.Old,
                MaxAge = TimeSpan.FromDays(14),
                MaxBytes = deadLetter,
                DuplicateWindow = TimeSpan.FromMinutes(10),
                AllowDirect = true,
                AllowAtomicPublish = atomic,
            },
        ];
    }

    public static TimeSpan LeaseTtl { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Leases and workers run out of time when nobody renews them; the others never do.</summary>
    public static IReadOnlyList<NatsKVConfig> Buckets { get; } =
    [
        Bucket(StreamNames.EngineLeases, LeaseTtl),
        Bucket(StreamNames.EngineWorkers, LeaseTtl),
        Bucket(StreamNames.EngineCheckpoints, TimeSpan.Zero),
        Bucket(StreamNames.IngestLanes, TimeSpan.Zero),
        Bucket(StreamNames.GatewayRegistry, TimeSpan.Zero),
    ];

    /// <summary>The stream that the broker keeps a bucket in.</summary>
    public static string StreamOf(NatsKVConfig bucket) => $"KV_{bucket.Bucket}";

    private static NatsKVConfig Bucket(string name, TimeSpan maxAge) =>
        new(name) { History = 1, MaxAge = maxAge, Storage = NatsKVStorageType.File };

    private static StreamConfig Log(string name, string subjects, TimeSpan maxAge, long maxBytes, bool atomic) => new(name, [subjects])
    {
        Storage = StreamConfigStorage.File,
        Retention = StreamConfigRetention.Limits,
        Discard = StreamConfigDiscard.Old,
        MaxAge = maxAge,
        MaxBytes = maxBytes,
        DuplicateWindow = TimeSpan.FromMinutes(10),
        AllowDirect = true,
        AllowAtomicPublish = atomic,
        DenyDelete = true,
        DenyPurge = true,
    };
}
