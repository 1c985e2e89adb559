using BmxTiming.TrackClient.Spool;

namespace BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>
/// Mistakes that a spool could make, each built in between the product and a disk. All rows on the memory disk get all of them; only
/// the row that is there for a mistake may turn red.
/// </summary>
internal static class PlantedSpoolBugs
{
    public const string DropsOldestAtTheCap = "spool-drops-oldest-at-the-cap";
    public const string StopsAtDamage = "spool-stops-at-damage";
    public const string CrcCoversPayloadOnly = "spool-crc-covers-payload-only";
    public const string SyncDoesNothing = "spool-sync-does-nothing";
    public const string FolderIsNotSynced = "spool-folder-is-not-synced";
    public const string AcksRenamedBeforeSync = "spool-acks-renamed-before-sync";
    public const string AcksWrittenInPlace = "spool-acks-written-in-place";
    public const string LeftoverAcksPreferred = "spool-leftover-acks-preferred";
    public const string FailedSyncRetried = "spool-failed-sync-retried";
    public const string FullDiskIgnored = "spool-full-disk-ignored";

    public static ISpoolFiles Wrap(string? bug, ISpoolFiles files, long capBytes = long.MaxValue) => bug switch
    {
        DropsOldestAtTheCap => new DropOldest(files, capBytes),
        StopsAtDamage => new ReaderBugs.StopAtDamage(files),
        CrcCoversPayloadOnly => new ReaderBugs.PayloadCrc(files),
        SyncDoesNothing => new NoSync(files),
        FolderIsNotSynced => new NoFolderSync(files),
        AcksRenamedBeforeSync => new RenameBeforeSync(files),
        AcksWrittenInPlace => new InPlaceAcks(files),
        LeftoverAcksPreferred => new PreferLeftover(files),
        FailedSyncRetried => new RetrySync(files),
        FullDiskIgnored => new IgnoreFullDisk(files),
        _ => files,
    };

    // What a log buffer with a size limit does by default.
    private sealed class DropOldest(ISpoolFiles inner, long capBytes) : ForwardingSpoolFiles(inner)
    {
        public override void Create(string path, long bytes)
        {
            var segments = Inner.List().Where(static file => SegmentName.TryParsePath(file.Path, out _)).ToList();
            if (SegmentName.TryParsePath(path, out _) && segments.Sum(static file => file.Bytes) + bytes > capBytes && segments.Count > 1)
            {
                Inner.Delete(segments.MinBy(static file => file.Path, StringComparer.Ordinal).Path);
            }

            Inner.Create(path, bytes);
        }

        // The real one does not ask for what it believes to be gone; nor does this one fail on it.
        public override int Read(string path, long offset, Span<byte> target) =>
            Inner.List().Any(file => file.Path == path) ? Inner.Read(path, offset, target) : 0;
    }

    private sealed class NoSync(ISpoolFiles inner) : ForwardingSpoolFiles(inner)
    {
        public override void Sync(string path)
        {
        }
    }

    private sealed class NoFolderSync(ISpoolFiles inner) : ForwardingSpoolFiles(inner)
    {
        public override void SyncFolder(string folder)
        {
        }
    }

    private sealed class RenameBeforeSync(ISpoolFiles inner) : ForwardingSpoolFiles(inner)
    {
        public override void Sync(string path)
        {
            if (path != SegmentStore.AcksTemporaryPath)
            {
                Inner.Sync(path);
            }
        }

        public override void Rename(string from, string to)
        {
            Inner.Rename(from, to);
            Inner.SyncFolder("");
            Inner.Sync(to);
        }
    }

    private sealed class InPlaceAcks(ISpoolFiles inner) : ForwardingSpoolFiles(inner)
    {
        public override void Create(string path, long bytes) => Inner.Create(Target(path), bytes);

        public override void Write(string path, long offset, ReadOnlySpan<byte> bytes) => Inner.Write(Target(path), offset, bytes);

        public override void Sync(string path) => Inner.Sync(Target(path));

        public override void Rename(string from, string to)
        {
        }

        // Made durable at once, as a file that is only ever overwritten is.
        private string Target(string path)
        {
            if (path != SegmentStore.AcksTemporaryPath)
            {
                return path;
            }

            Inner.SyncFolder("");
            return SegmentStore.AcksPath;
        }
    }

    // "It is the newer one."
    private sealed class PreferLeftover(ISpoolFiles inner) : ForwardingSpoolFiles(inner)
    {
        public override IReadOnlyList<(string Path, long Bytes)> List()
        {
            var files = Inner.List();
            return Leftover() is { } leftover
                ? [.. files.Where(static file => file.Path != SegmentStore.AcksPath), (SegmentStore.AcksPath, leftover.Length)]
                : files;
        }

        public override int Read(string path, long offset, Span<byte> target) =>
            Inner.Read(path == SegmentStore.AcksPath && Leftover() is not null ? SegmentStore.AcksTemporaryPath : path, offset, target);

        private byte[]? Leftover()
        {
            var length = Inner.List().FirstOrDefault(static file => file.Path == SegmentStore.AcksTemporaryPath).Bytes;
            var bytes = new byte[length];
            return length > 0 && Inner.Read(SegmentStore.AcksTemporaryPath, 0, bytes) == length && SpoolAcks.Parse(bytes).Boots.Count > 0 ? bytes : null;
        }
    }

    private sealed class RetrySync(ISpoolFiles inner) : ForwardingSpoolFiles(inner)
    {
        public override void Sync(string path)
        {
            try
            {
                Inner.Sync(path);
            }
            catch (IOException)
            {
                Inner.Sync(path);
            }
        }
    }

    private sealed class IgnoreFullDisk(ISpoolFiles inner) : ForwardingSpoolFiles(inner)
    {
        public override void Write(string path, long offset, ReadOnlySpan<byte> bytes)
        {
            try
            {
                Inner.Write(path, offset, bytes);
            }
            catch (SpoolDiskFullException)
            {
                // The bug: there will be room for the next one.
            }
        }
    }
}
