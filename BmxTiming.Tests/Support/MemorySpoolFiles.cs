using BmxTiming.TrackClient.Spool;

namespace BmxTiming.Tests.Support;

/// <summary>
/// A disk in memory that keeps what is certain apart from what is only seen: content by page, sizes and names each become durable by
/// a sync of their own, and a power cut leaves of the rest whatever a <see cref="WriteBack"/> decides. A failed sync forgets what it
/// could not write, as Linux does: the next one succeeds without it.
/// </summary>
internal sealed class MemorySpoolFiles : ISpoolFiles
{
    private readonly SortedDictionary<string, MemoryFile> _seen = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, MemoryFile> _durable = new(StringComparer.Ordinal);
    private readonly HashSet<string> _durableFolders = new(StringComparer.Ordinal) { "", SegmentStore.BootsFolder, SegmentStore.QuarantineFolder };

    /// <summary>Called before every call that changes something; an exception it returns is thrown in place of the effect.</summary>
    public Func<DiskCall, Exception?>? Intercept { get; set; }

    /// <summary>Calls that change the disk until <see cref="PowerCut"/> is thrown; null = never.</summary>
    public int? CallsUntilPowerCut { get; set; }

    /// <summary>Syncs of a file that fail with an I/O error before they work again.</summary>
    public int FailingSyncs { get; set; }

    /// <summary>Syncs of a file that succeeded.</summary>
    public int Syncs { get; private set; }

    /// <summary>Syncs of a file whose sync had failed before: their success means nothing.</summary>
    public int SyncsAfterFailure { get; private set; }

    public IReadOnlyDictionary<SegmentName, byte[]> Segments => _seen
        .Select(static entry => (IsSegment: SegmentName.TryParsePath(entry.Key, out var name), Name: name, entry.Value.Seen))
        .Where(static entry => entry.IsSegment)
        .ToDictionary(static entry => entry.Name, static entry => entry.Seen);

    public IReadOnlyList<(string Path, long Bytes)> List() => [.. _seen.Select(static entry => (entry.Key, (long)entry.Value.Seen.Length))];

    public void Create(string path, long bytes)
    {
        Step(DiskOperation.Create, path);
        _seen[path] = new MemoryFile(new byte[bytes]);
    }

    public void Write(string path, long offset, ReadOnlySpan<byte> bytes)
    {
        Step(DiskOperation.Write, path);
        _seen[path].Write((int)offset, bytes);
    }

    public void Sync(string path)
    {
        var file = _seen[path];
        try
        {
            Step(DiskOperation.Sync, path);
            if (FailingSyncs > 0)
            {
                FailingSyncs--;
                throw new IOException("sync failed");
            }
        }
        catch (IOException)
        {
            file.ForgetUnsynced();
            throw;
        }

        SyncsAfterFailure += file.HasFailed ? 1 : 0;
        Syncs++;
        file.Sync();
    }

    public void SyncFolder(string folder)
    {
        Step(DiskOperation.SyncFolder, folder);
        foreach (var path in _durable.Keys.Where(path => FolderOf(path) == folder && !_seen.ContainsKey(path)).ToArray())
        {
            _durable.Remove(path);
        }

        foreach (var (path, file) in _seen.Where(entry => FolderOf(entry.Key) == folder))
        {
            _durable[path] = file;
        }

        _durableFolders.UnionWith(_seen.Keys.Select(FolderOf).Where(inner => inner.Length > 0 && FolderOf(inner) == folder));
    }

    public int Read(string path, long offset, Span<byte> target)
    {
        var seen = _seen[path].Seen;
        var source = seen.AsSpan((int)Math.Min(offset, seen.Length));
        var count = Math.Min(source.Length, target.Length);
        source[..count].CopyTo(target);
        return count;
    }

    public void Truncate(string path, long bytes)
    {
        Step(DiskOperation.Truncate, path);
        _seen[path].Resize((int)bytes);
    }

    public void Rename(string from, string to)
    {
        Step(DiskOperation.Rename, from);
        _seen.Remove(from, out var file);
        _seen[to] = file!;
    }

    public void Delete(string path)
    {
        Step(DiskOperation.Delete, path);
        _seen.Remove(path);
    }

    public void LoseAcks()
    {
        _seen.Remove(SegmentStore.AcksPath);
        _durable.Remove(SegmentStore.AcksPath);
    }

    public void WriteAcks(ReadOnlySpan<byte> bytes) => Overwrite(SegmentStore.AcksPath, bytes.ToArray());

    /// <summary>Puts a file there by hand, durable.</summary>
    public void Overwrite(string path, byte[] bytes)
    {
        var file = new MemoryFile(bytes);
        file.Settle();
        _seen[path] = _durable[path] = file;
        _durableFolders.Add(FolderOf(path));
    }

    public void Overwrite(SegmentName name, byte[] bytes) => Overwrite(name.Path, bytes);

    /// <summary>Takes a file away by hand; null when there was none.</summary>
    public byte[]? Remove(string path)
    {
        _durable.Remove(path);
        return _seen.Remove(path, out var file) ? file.Seen : null;
    }

    /// <summary>The same disk once more, without what was set to happen on it.</summary>
    public MemorySpoolFiles Copy()
    {
        var copies = new Dictionary<MemoryFile, MemoryFile>();
        var copy = new MemorySpoolFiles();
        foreach (var (path, file) in _seen.Concat(_durable))
        {
            copies.TryAdd(file, file.Copy());
        }

        foreach (var (path, file) in _seen)
        {
            copy._seen[path] = copies[file];
        }

        foreach (var (path, file) in _durable)
        {
            copy._durable[path] = copies[file];
        }

        copy._durableFolders.UnionWith(_durableFolders);
        return copy;
    }

    /// <summary>The power was cut and the machine comes back.</summary>
    public void Restart(WriteBack writeBack)
    {
        CallsUntilPowerCut = null;
        Intercept = null;
        var folders = _seen.Keys.Concat(_durable.Keys).Select(FolderOf).Distinct().Order(StringComparer.Ordinal)
            .Where(folder => _durableFolders.Contains(folder) || writeBack.KeepsName()).ToHashSet(StringComparer.Ordinal);
        var after = new SortedDictionary<string, MemoryFile>(StringComparer.Ordinal);
        foreach (var path in _seen.Keys.Union(_durable.Keys).Order(StringComparer.Ordinal))
        {
            var (now, before) = (_seen.GetValueOrDefault(path), _durable.GetValueOrDefault(path));
            var kept = ReferenceEquals(now, before) || writeBack.KeepsName() ? now : before;
            if (kept is not null && folders.Contains(FolderOf(path)))
            {
                after[path] = kept;
            }
        }

        foreach (var file in after.Values.Distinct())
        {
            file.Restart(writeBack);
        }

        _seen.Clear();
        _durable.Clear();
        foreach (var (path, file) in after)
        {
            _seen[path] = _durable[path] = file;
        }
    }

    private static string FolderOf(string path) => path.LastIndexOf('/') is var at and >= 0 ? path[..at] : "";

    private void Step(DiskOperation operation, string path)
    {
        if (Intercept?.Invoke(new DiskCall(operation, path)) is { } failure)
        {
            throw failure;
        }

        if (CallsUntilPowerCut is { } left)
        {
            if (left == 0)
            {
                throw new PowerCut();
            }

            CallsUntilPowerCut = left - 1;
        }
    }
}

internal enum DiskOperation
{
    Create,
    Write,
    Sync,
    SyncFolder,
    Truncate,
    Rename,
    Delete,
}

internal readonly record struct DiskCall(DiskOperation Operation, string Path);

internal sealed class PowerCut : Exception;
