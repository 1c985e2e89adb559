using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BmxTiming.TrackClient.Spool;

/// <summary>The spool's folder on a real disk, held by one process at a time. Handles of files stay open while in use.</summary>
internal sealed class SpoolDirectory : ISpoolFiles, IDisposable
{
    private const string LockName = "lock";
    private const string OwnerName = "owner";
    private const int MaxOpenHandles = 16;

    // Raw errno of a write for which there is no room, as .NET passes it on.
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;

    private readonly string _root;
    private readonly FileStream _lock;
    private readonly Dictionary<string, SafeFileHandle> _handles = new(StringComparer.Ordinal);

    /// <exception cref="SpoolInUseException">Another process uses the directory.</exception>
    /// <exception cref="IOException">It can not be made.</exception>
    public SpoolDirectory(string root)
    {
        _root = Path.GetFullPath(root);
        Directory.CreateDirectory(Path.Combine(_root, SegmentStore.BootsFolder));
        Directory.CreateDirectory(Path.Combine(_root, SegmentStore.QuarantineFolder));
        _lock = Lock(_root);
        SyncFolder("");
        if (Path.GetDirectoryName(_root) is { } parent)
        {
            SyncDirectory(parent);
        }
    }

    public IReadOnlyList<(string Path, long Bytes)> List()
    {
        var found = new List<(string, long)>();
        foreach (var file in new DirectoryInfo(_root).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            found.Add((Path.GetRelativePath(_root, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), file.Length));
        }

        return found;
    }

    public void Create(string path, long bytes)
    {
        Close(path);
        var full = FullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.Delete(full);
        try
        {
            using var handle = File.OpenHandle(full, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, FileOptions.None, bytes);
            RandomAccess.SetLength(handle, bytes);
        }
        catch (IOException failure) when (IsDiskFull(failure, bytes))
        {
            File.Delete(full);
            throw new SpoolDiskFullException($"No room for {bytes} bytes in {_root}.", failure);
        }
    }

    public void Write(string path, long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(Handle(path), bytes, offset);
        }
        catch (IOException failure) when (failure.HResult is NoSpace or QuotaExceeded)
        {
            throw new SpoolDiskFullException($"No room for {bytes.Length} bytes in {_root}.", failure);
        }
    }

    public void Sync(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(Handle(path));
        }
        else if (Posix.FdataSync(Handle(path)) != 0)
        {
            throw new IOException($"Cannot sync {path}: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    public void SyncFolder(string folder)
    {
        var path = FullPath(folder);
        if (Directory.Exists(path))
        {
            SyncDirectory(path);
            return;
        }

        // The last file in it was deleted, and the folder with it.
        SyncDirectory(Path.GetDirectoryName(path)!);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Read(string path, long offset, Span<byte> target)
    {
        var total = 0;
        while (total < target.Length)
        {
            var read = RandomAccess.Read(Handle(path), target[total..], offset + total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }

    public void Truncate(string path, long bytes) => RandomAccess.SetLength(Handle(path), bytes);

    public void Rename(string from, string to)
    {
        Close(from);
        Close(to);
        File.Move(FullPath(from), FullPath(to), overwrite: true);
    }

    public void Delete(string path)
    {
        Close(path);
        var full = FullPath(path);
        File.Delete(full);
        var folder = Path.GetDirectoryName(full)!;
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
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

    private static FileStream Lock(string root)
    {
        var path = Path.Combine(root, LockName);
        var owner = Path.Combine(root, OwnerName);
        FileStream held;
        try
        {
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (File.Exists(path))
        {
            throw new SpoolInUseException($"The spool {root} is in use by another gateway{NameOf(owner)}. Give each gateway a spool of its own.", failure);
        }

        Name(owner);
        return held;
    }

    // Who it is helps the person at the laptop, and changes nothing: it may fail, on a full disk for one. Not in the lock itself,
    // which nobody else can read while it is held.
    private static void Name(string owner)
    {
        try
        {
            File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            File.Delete(owner);
        }
    }

    private static string NameOf(string owner)
    {
        try
        {
            return int.TryParse(File.ReadAllText(owner), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? $", process {pid}" : "";
        }
        catch (IOException)
        {
            return "";
        }
    }

    private bool IsDiskFull(IOException failure, long bytes) =>
        failure.HResult is NoSpace or QuotaExceeded || new DriveInfo(_root).AvailableFreeSpace < bytes;

    private SafeFileHandle Handle(string path)
    {
        if (!_handles.TryGetValue(path, out var handle))
        {
            if (_handles.Count >= MaxOpenHandles)
            {
                Close(_handles.Keys.Min(StringComparer.Ordinal)!);
            }

            handle = File.OpenHandle(FullPath(path), FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
            _handles.Add(path, handle);
        }

        return handle;
    }

    private void Close(string path)
    {
        if (_handles.Remove(path, out var handle))
        {
            handle.Dispose();
        }
    }

    private string FullPath(string path) => Path.Combine(_root, path);

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
