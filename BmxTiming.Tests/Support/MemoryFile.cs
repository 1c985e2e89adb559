namespace BmxTiming.Tests.Support;

/// <summary>Content of one file of <see cref="MemorySpoolFiles"/>: what is seen, what is durable, and which pages differ between them.</summary>
internal sealed class MemoryFile(byte[] seen)
{
    /// <summary>Small, so that a record spans several and a short file has many.</summary>
    public const int PageBytes = 32;

    private readonly SortedSet<int> _dirtyPages = [];
    private byte[] _durable = [];
    private bool _sizeIsDirty = true;

    public byte[] Seen { get; private set; } = seen;

    /// <summary>A sync of it has failed.</summary>
    public bool HasFailed { get; private set; }

    public void Write(int offset, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Seen.AsSpan(offset));
        for (var page = offset / PageBytes; page * PageBytes < offset + bytes.Length; page++)
        {
            _dirtyPages.Add(page);
        }
    }

    public void Resize(int bytes)
    {
        var resized = new byte[bytes];
        Seen.AsSpan(0, Math.Min(bytes, Seen.Length)).CopyTo(resized);
        Seen = resized;
        _sizeIsDirty = true;
    }

    public void Sync()
    {
        if (_sizeIsDirty)
        {
            Array.Resize(ref _durable, Seen.Length);
        }

        foreach (var page in _dirtyPages)
        {
            var start = page * PageBytes;
            var count = Math.Min(PageBytes, Seen.Length - start);
            if (count > 0)
            {
                Seen.AsSpan(start, count).CopyTo(_durable.AsSpan(start));
            }
        }

        _dirtyPages.Clear();
        _sizeIsDirty = false;
    }

    /// <summary>All that is seen is on the disk, however it got there.</summary>
    public void Settle()
    {
        _durable = [.. Seen];
        _dirtyPages.Clear();
        _sizeIsDirty = false;
    }

    public void ForgetUnsynced()
    {
        HasFailed = true;
        _dirtyPages.Clear();
        _sizeIsDirty = false;
    }

    public MemoryFile Copy()
    {
        var copy = new MemoryFile([.. Seen]) { _durable = [.. _durable], _sizeIsDirty = _sizeIsDirty, HasFailed = HasFailed };
        copy._dirtyPages.UnionWith(_dirtyPages);
        return copy;
    }

    public void Restart(WriteBack writeBack)
    {
        var after = new byte[_sizeIsDirty && !writeBack.KeepsName() ? _durable.Length : _sizeIsDirty ? Seen.Length : _durable.Length];
        _durable.AsSpan(0, Math.Min(_durable.Length, after.Length)).CopyTo(after);
        foreach (var page in _dirtyPages)
        {
            var (from, to) = writeBack.Page();
            var start = (page * PageBytes) + from;
            var end = Math.Min(Math.Min((page * PageBytes) + to, after.Length), Seen.Length);
            if (start < end)
            {
                Seen.AsSpan(start, end - start).CopyTo(after.AsSpan(start));
            }
        }

        Seen = after;
        HasFailed = false;
        Settle();
    }
}
