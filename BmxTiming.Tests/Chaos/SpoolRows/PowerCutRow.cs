using BmxTiming.Protocol.Ids;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Spool;

namespace BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>
/// A real file system as it would be after a power cut: the spool is on an ext4 that lies in a file, and the file is copied while what
/// was not synced is still in the system's memory. The same without syncs must lose something, or the copy proves nothing.
/// </summary>
internal sealed class PowerCutRow : IChaosRow
{
    private const string NoSyncOnDisk = "spool-no-sync-on-disk";
    private const long ImageBytes = 24 * 1024 * 1024;

    private static readonly SpoolOptions s_options = new() { SegmentBytes = 64 * 1024, CapBytes = 16 * 1024 * 1024 };
    private static readonly BootId s_boot = BootId.Parse("b1");

    public string Number => "11p";

    public string Fault => "power cut of a real file system";

    public long GateCases => 2;

    public IReadOnlyList<string> PlantedBugs => [NoSyncOnDisk];

    public string? SkipReason => MountedDisk.WhyNot
        ?? (File.Exists("/sbin/mkfs.ext4") && File.Exists("/dev/loop-control") ? null : "needs mkfs.ext4 and loop devices");

    public bool RunsWithForeignBugs => false;

    public Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        var tally = new ChaosTally();
        var records = 0L;
        for (var cut = 0; tally.Cases < cases; cut++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var random = new Random(cut);
            var groups = random.Next(50, 400);
            if (cut % 2 == 0)
            {
                tally.Try(() => $"cut {cut}", () =>
                {
                    var (committed, found) = Cut(groups, isSynced: plantedBug != NoSyncOnDisk);
                    records += committed;
                    ChaosCheck.That(found == committed, $"{committed} committed, {found} found");
                });
            }
            else
            {
                tally.Try(() => $"cut {cut}, without any sync", () =>
                {
                    var (committed, found) = Cut(groups, isSynced: false);
                    ChaosCheck.That(found < committed, "nothing was lost without syncs: the rig does not cut");
                });
            }
        }

        return Task.FromResult(tally.Outcome($"{records} records survived, with syncs"));
    }

    private static (long Committed, long Found) Cut(int groups, bool isSynced)
    {
        using var work = new TemporaryFolder();
        var (image, copy) = (work.File("disk.img"), work.File("after.img"));
        MountedDisk.MakeImage(image, ImageBytes);
        long committed;
        using (var disk = MountedDisk.Image(image))
        using (var directory = new SpoolDirectory(disk.File("spool")))
        {
            var spool = SpoolCore.Open(isSynced ? directory : new WithoutSync(directory), s_options, s_boot);
            for (var group = 0; group < groups; group++)
            {
                for (var i = 0; i <= group % 5; i++)
                {
                    spool.Append(SpoolTruth.Payload(s_boot, spool.NextSeq));
                }

                spool.Commit();
            }

            committed = spool.NextSeq - 1;
            MountedDisk.Run("cp", ["--sparse=always", image, copy]);
        }

        using var after = MountedDisk.Image(copy);
        using var left = new SpoolDirectory(after.File("spool"));
        return (committed, Found(SpoolCore.Open(left, s_options, BootId.Parse("after")), committed));
    }

    private static long Found(SpoolCore spool, long committed)
    {
        var found = 0L;
        for (var seq = 1L; seq <= committed; seq++)
        {
            var read = spool.Read(s_boot, seq, 1, int.MaxValue);
            found += read.Records.Count == 1 && read.Records[0].Span.SequenceEqual(SpoolTruth.Payload(s_boot, seq)) ? 1 : 0;
        }

        return found;
    }

    private sealed class WithoutSync(ISpoolFiles inner) : ForwardingSpoolFiles(inner)
    {
        public override void Sync(string path)
        {
        }

        public override void SyncFolder(string folder)
        {
        }
    }
}
