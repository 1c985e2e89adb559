using System.Text;

namespace BmxTiming.TrackClient.Spool;

/// <summary>Segments and the acknowledgement file as the spool means them: each operation is durable when it returns.</summary>
internal sealed class SegmentStore(ISpoolFiles files)
{
    public const string BootsFolder = "boots";
    public const string AcksPath = "acks.json";
    public const string AcksTemporaryPath = AcksPath + ".tmp";
    public const string QuarantineFolder = "quarantine";

    private const string Root = "";

    /// <summary>Bound on what the acknowledgement file may say, in bytes; a longer one is not ours.</summary>
    private const int MaxAcksBytes = 4 * 1024 * 1024;

    public ISpoolFiles Files => files;

    /// <summary>Every segment in order of boot and number. Names that are not a segment's are left alone.</summary>
    public IReadOnlyList<(SegmentName Name, long Bytes)> List()
    {
        var segments = new List<(SegmentName Name, long Bytes)>();
        foreach (var (path, bytes) in files.List())
        {
            if (SegmentName.TryParsePath(path, out var name))
            {
                segments.Add((name, bytes));
            }
        }

        segments.Sort(static (one, other) => one.Name.CompareTo(other.Name));
        return segments;
    }

    /// <summary>Makes a segment of zeros. Its name is durable before the first record is written to it.</summary>
    public void Create(SegmentName name, long bytes, bool isFirstOfBoot)
    {
        files.Create(name.Path, bytes);
        files.Sync(name.Path);
        files.SyncFolder(name.FolderPath);
        if (isFirstOfBoot)
        {
            files.SyncFolder(BootsFolder);
        }
    }

    /// <summary>
    /// Removes a segment. That the name is gone is durable before the next one is removed, so what is left of a boot never has a
    /// hole that was not there.
    /// </summary>
    public void Delete(SegmentName name)
    {
        files.Delete(name.Path);
        try
        {
            files.SyncFolder(name.FolderPath);
        }
        catch (IOException)
        {
            // The name may come back after a power cut. What is removed is confirmed, so that would cost a re-send; the next sync
            // of the folder, which comes before anything else is removed from it, holds for this name as well.
        }
    }

    /// <summary>The acknowledgement file; null when there is none.</summary>
    public byte[]? ReadAcks()
    {
        var length = files.List().FirstOrDefault(static file => file.Path == AcksPath).Bytes;
        if (length is <= 0 or > MaxAcksBytes)
        {
            return null;
        }

        var bytes = new byte[length];
        var read = files.Read(AcksPath, 0, bytes);
        return bytes[..read];
    }

    /// <summary>Replaces the acknowledgement file as a whole: after a power cut it is the old one or the new one.</summary>
    public void WriteAcks(ReadOnlySpan<byte> bytes)
    {
        files.Create(AcksTemporaryPath, bytes.Length);
        files.Write(AcksTemporaryPath, 0, bytes);
        files.Sync(AcksTemporaryPath);
        files.Rename(AcksTemporaryPath, AcksPath);
        files.SyncFolder(Root);
    }

    /// <summary>Copies a damaged part of a segment, and why, beside the spool. False when that was done before.</summary>
    public bool Quarantine(DamagedRange damage)
    {
        var path = $"{QuarantineFolder}/{damage.Segment.Folder}_{damage.Segment.FirstSeq}_{damage.Offset}";
        if (files.List().Any(file => file.Path == path + ".bin"))
        {
            return false;
        }

        var bytes = new byte[damage.Bytes];
        var read = files.Read(damage.Segment.Path, damage.Offset, bytes);
        Put(path + ".txt", Encoding.UTF8.GetBytes(damage.Reason + "\n"));
        Put(path + ".bin", bytes.AsSpan(0, read));
        files.SyncFolder(QuarantineFolder);
        files.SyncFolder(Root);
        return true;
    }

    private void Put(string path, ReadOnlySpan<byte> bytes)
    {
        files.Create(path, bytes.Length);
        files.Write(path, 0, bytes);
        files.Sync(path);
    }
}
