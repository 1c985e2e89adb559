using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BmxTiming.TrackClient.Spool;

/// <summary>The spool on a disk: <c>boots/{folder}/{segment}</c> and <c>acks.json</c>. Handles of segments stay open while in use.</summary>
internal sealed class SpoolDirectory : ISpoolFiles, IDisposable
{
    private const string AcksName = "acks.json";
    private const int MaxOpenHandles = 16;

    private readonly string _root;
    private readonly string _boots;
    private readonly FileStream _lock;
    private readonly Dictionary<SegmentName, SafeFileHandle> _handles = [];

    /// <exception cref="IOException">Another process uses the directory, or it can not be made.</exception>
    public SpoolDirectory(string root)
    {
        _root = Path.GetFullPath(root);
        _boots = Path.Combine(_root, "boots");
        Directory.CreateDirectory(_boots);
        // Two writers would number the same passings twice.
        _lock = new FileStream(Path.Combine(_root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        SyncDirectory(_root);
    }

    public IReadOnlyList<(SegmentName Name, long Bytes)> List()
    {
        var found = new List<(SegmentName, long)>();
        foreach (var file in new DirectoryInfo(_boots).EnumerateFiles("*" + SegmentName.Extension, SearchOption.AllDirectories))
        {
            if (SegmentName.TryParse(file.Directory!.Name, file.Name, out var name))
            {
                found.Add((name, file.Length));
            }
        }

        return found;
    }

    public void Create(SegmentName name, long bytes)
    {
        Close(name);
        var folder = Path.Combine(_boots, name.Folder);
        var isNewFolder = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        using (var handle = File.OpenHandle(PathOf(name), FileMode.Create, FileAccess.ReadWrite, FileShare.Read, FileOptions.None, bytes))
        {
            RandomAccess.SetLength(handle, bytes);
            RandomAccess.FlushToDisk(handle);
        }

        SyncDirectory(folder);
        if (isNewFolder)
        {
            SyncDirectory(_boots);
        }
    }

    public void Write(SegmentName name, long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(Handle(name), bytes, offset);

    public void Sync(SegmentName name) => RandomAccess.FlushToDisk(Handle(name));

    public int Read(SegmentName name, long offset, Span<byte> target)
    {
        var total = 0;
        while (total < target.Length)
        {
            var read = RandomAccess.Read(Handle(name), target[total..], offset + total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }

    public void Truncate(SegmentName name, long bytes) => RandomAccess.SetLength(Handle(name), bytes);

    public void Delete(SegmentName name)
    {
        Close(name);
        var path = PathOf(name);
        File.Delete(path);
        var folder = Path.GetDirectoryName(path)!;
        SyncDirectory(folder);
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    public byte[]? ReadAcks()
    {
        var path = Path.Combine(_root, AcksName);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    public void WriteAcks(ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(_root, AcksName);
        var temporary = path + ".tmp";
        using (var handle = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            RandomAccess.Write(handle, bytes, 0);
            RandomAccess.FlushToDisk(handle);
        }

        File.Move(temporary, path, overwrite: true);
        SyncDirectory(_root);
    }

    public void Dispose()
    {
        foreach (var handle in _handles.Values)
        {
            handle.Dispose();
        }

        _handles.Clear();
        _lock.Dispose();
    }

    private SafeFileHandle Handle(SegmentName name)
    {
        if (!_handles.TryGetValue(name, out var handle))
        {
            if (_handles.Count >= MaxOpenHandles)
            {
                Close(_handles.Keys.Min());
            }

            handle = File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
            _handles.Add(name, handle);
        }

        return handle;
    }

    private void Close(SegmentName name)
    {
        if (_handles.Remove(name, out var handle))
        {
            handle.Dispose();
        }
    }

    private string PathOf(SegmentName name) => Path.Combine(_boots, name.Folder, name.File);

    // A new name is durable only when its directory is; .NET has no call for that, and Windows neither needs nor allows it.
    private static void SyncDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Posix.Open(path, Posix.ReadOnly | Posix.CloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException($"Cannot open directory {path}: error {Marshal.GetLastPInvokeError()}.");
        }

        try
        {
            if (Posix.Fsync(descriptor) != 0)
            {
                throw new IOException($"Cannot sync directory {path}: error {Marshal.GetLastPInvokeError()}.");
            }
        }
        finally
        {
            _ = Posix.Close(descriptor);
        }
    }
}
