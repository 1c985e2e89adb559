using BmxTiming.Protocol.Streams;
using NATS.Client.JetStream.Models;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>The four streams and the buckets as they must be.</summary>
internal static class StreamDefinitions
{
    private const long Gigabyte = 1_000_000_000;
    private static readonly Version s_atomicPublishFrom = new(2, 12);

    public static IReadOnlyList<StreamConfig> Streams(string profile, Version server)
    {
        var (raw, race, snapshot, deadLetter) = profile switch
        {
            StreamOptions.Production => (100 * Gigabyte, 50 * Gigabyte, 2 * Gigabyte, 10 * Gigabyte),
            StreamOptions.Development => (2 * Gigabyte, 2 * Gigabyte, Gigabyte / 4, Gigabyte / 2),
            _ => throw new InvalidOperationException(
                $"Streams:Profile '{profile}' is unknown; use {StreamOptions.Development} or {StreamOptions.Production}."),
        };
        var atomic = server >= s_atomicPublishFrom;
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

    /// <summary>Buckets that never expire; leases and workers have a time to live of their own.</summary>
    public static IReadOnlyList<string> LastingBuckets { get; } =
        [StreamNames.EngineCheckpoints, StreamNames.IngestLanes, StreamNames.GatewayRegistry];

    public static IReadOnlyList<string> LeaseBuckets { get; } = [StreamNames.EngineLeases, StreamNames.EngineWorkers];

    public static TimeSpan LeaseTtl { get; } = TimeSpan.FromSeconds(2);

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
