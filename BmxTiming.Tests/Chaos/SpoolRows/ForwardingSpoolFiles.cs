using BmxTiming.TrackClient.Spool;

namespace BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>Passes every call on; a planted bug overrides the one that it gets wrong.</summary>
internal abstract class ForwardingSpoolFiles(ISpoolFiles inner) : ISpoolFiles
{
    protected ISpoolFiles Inner => inner;

    public virtual IReadOnlyList<(string Path, long Bytes)> List() => inner.List();

    public virtual void Create(string path, long bytes) => inner.Create(path, bytes);

    public virtual void Write(string path, long offset, ReadOnlySpan<byte> bytes) => inner.Write(path, offset, bytes);

    public virtual void Sync(string path) => inner.Sync(path);

    public virtual void SyncFolder(string folder) => inner.SyncFolder(folder);

    public virtual int Read(string path, long offset, Span<byte> target) => inner.Read(path, offset, target);

    public virtual void Truncate(string path, long bytes) => inner.Truncate(path, bytes);

    public virtual void Rename(string from, string to) => inner.Rename(from, to);

    public virtual void Delete(string path) => inner.Delete(path);
}
