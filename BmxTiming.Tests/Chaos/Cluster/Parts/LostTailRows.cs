using BmxTiming.Tests.Chaos.SpoolRows;
using BmxTiming.Tests.Support;
using static BmxTiming.Tests.Chaos.ChaosCheck;

namespace BmxTiming.Tests.Chaos.Cluster.Parts;

/// <summary>Rows 5c and 16: the broker forgets what it has confirmed, and the gateway at the track still has it.</summary>
internal static class LostTailRows
{
    private const int Some = 60;
    private const int PlantedPatienceSeconds = 15;
    private const long ImageBytes = 128 * 1024 * 1024;

    public static string? WhyNoPowerCut { get; } = MountedDisk.WhyNot
        ?? (File.Exists("/sbin/mkfs.ext4") && File.Exists("/dev/loop-control") ? null : "needs mkfs.ext4 and loop devices");

    /// <summary>The broker comes back from a copy of its store that is older than what it confirmed.</summary>
    public static async Task OlderStoreAsync(bool planted)
    {
        using var folder = new TemporaryFolder();
        await using var parts = await IngestParts.StartAsync(await BrokerProcess.StartNewAsync(folder.File("now")), isWatched: false);
        await using var track = await TrackProcesses.StartAsync();
        var gateway = await track.AddGatewayAsync(parts);
        await GrowsAsync(parts, Some);
        await parts.Broker.KillAsync();
        MountedDisk.Run("cp", ["-r", folder.File("now"), folder.File("older")]);
        await parts.Broker.StartAsync();
        var known = await GrowsAsync(parts, Some);
        await parts.Broker.KillAsync();
        if (planted)
        {
            await gateway.KillAsync();
        }

        parts.Broker.Store = folder.File("older");
        await parts.Broker.StartAsync();
        if (planted)
        {
            await track.AddGatewayAsync(parts, spool: "another");
        }

        await HasAllAsync(parts, known, planted);
    }

    /// <summary>The power of the broker's machine fails: what it had not synced is gone. A broker that syncs always has lost nothing.</summary>
    public static Task PowerCutAsync(bool planted) => CutAsync(syncsAlways: !planted, mustHold: true);

    /// <summary>The same with a broker that syncs now and then: it must lose something, or the rig cuts nothing, and gateways make it good.</summary>
    public static Task PowerCutWithoutSyncAsync(bool planted) => CutAsync(syncsAlways: planted, mustHold: false);

    private static async Task CutAsync(bool syncsAlways, bool mustHold)
    {
        using var work = new TemporaryFolder();
        var (image, copy) = (work.File("disk.img"), work.File("after.img"));
        MountedDisk.MakeImage(image, ImageBytes);
        using var disk = MountedDisk.Image(image);
        await using var broker = new BrokerProcess(disk.File("store")) { SyncsAlways = syncsAlways };
        await broker.StartAsync();
        await using var parts = await IngestParts.StartAsync(broker);
        await using var track = await TrackProcesses.StartAsync();
        var gateway = await track.AddGatewayAsync(parts);
        await GrowsAsync(parts, Some);
        MountedDisk.Run("sync", ["-f", disk.Path]); // The streams themselves are older than any race.
        await GrowsAsync(parts, Some);
        await gateway.SignalAsync("STOP");
        var known = await QuietAsync(parts);
        await broker.KillAsync();
        MountedDisk.Run("cp", ["--sparse=always", image, copy]);

        using var after = MountedDisk.Image(copy);
        try
        {
            broker.Store = after.File("store");
            await broker.StartAsync();
            var left = await parts.KeysAtLastAsync(static _ => true, "the broker does not answer");
            var lost = known.Except(left).Count();
            That(mustHold ? lost == 0 : lost > 0, $"{lost} of {known.Count} messages are lost by the cut");
            await gateway.SignalAsync("CONT");
            await HasAllAsync(parts, known, planted: false);
        }
        finally
        {
            await broker.KillAsync(); // Its disk is taken away before the parts are.
        }
    }

    /// <summary>The log as it is once nothing is on its way to it: twice the same.</summary>
    private static async Task<IReadOnlyList<(string Boot, long Seq)>> QuietAsync(IngestParts parts)
    {
        var before = -1;
        return await parts.KeysAtLastAsync(
            keys =>
            {
                var same = keys.Count == before;
                before = keys.Count;
                return same;
            },
            "the log does not come to rest");
    }

    private static async Task<IReadOnlyList<(string Boot, long Seq)>> GrowsAsync(IngestParts parts, int by)
    {
        var start = -1;
        return await parts.KeysAtLastAsync(
            keys =>
            {
                start = start < 0 ? keys.Count : start;
                return keys.Count >= start + by;
            },
            "the log does not grow");
    }

    /// <summary>All that was known is on the log again, and the numbers of each boot are whole and in order.</summary>
    private static async Task HasAllAsync(IngestParts parts, IReadOnlyList<(string Boot, long Seq)> known, bool planted)
    {
        var missing = known.Count;
        await parts.KeysAtLastAsync(
            keys => (missing = known.Except(keys).Count()) == 0 && keys.Count > known.Count,
            "what was confirmed is not on the log",
            planted ? PlantedPatienceSeconds : 90);
        None(LogJudge.RawFault(await parts.Bench.RawLogAsync(IngestParts.Track)));
    }
}
