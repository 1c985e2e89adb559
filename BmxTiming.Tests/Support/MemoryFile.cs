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

/// <summary>What a power cut leaves of everything that was not synced.</summary>
/// <param name="page">Which bytes of a page that was written got to the disk.</param>
/// <param name="keepsName">Whether a change of a name, or of a size, did.</param>
internal sealed class WriteBack(Func<(int From, int To)> page, Func<bool> keepsName)
{
    private static readonly (int, int) s_all = (0, MemoryFile.PageBytes);

    public static WriteBack Nothing { get; } = new(static () => (0, 0), static () => false);

    public static WriteBack Everything { get; } = new(static () => s_all, static () => true);

    public (int From, int To) Page() => page();

    public bool KeepsName() => keepsName();

    /// <summary>Any part of it, pages torn at any byte as well.</summary>
    public static WriteBack Random(int seed)
    {
        var random = new Random(seed);
        return new WriteBack(
            () => random.Next(4) switch
            {
                0 => (0, 0),
                1 => s_all,
                2 => (0, random.Next(MemoryFile.PageBytes)),
                _ => (random.Next(MemoryFile.PageBytes), MemoryFile.PageBytes),
            },
            () => random.Next(2) == 0);
    }

    /// <summary>Bit n of <paramref name="mask"/> tells whether the n-th thing that was to be decided got to the disk.</summary>
    public static WriteBack Of(int mask)
    {
        var decided = 0;
        bool Next() => (mask >> Math.Min(decided++, 31) & 1) != 0;
        return new WriteBack(() => Next() ? s_all : (0, 0), Next);
    }

    /// <summary>How many things a restart of <paramref name="files"/> has to decide.</summary>
    public static int DecisionsOf(MemorySpoolFiles files)
    {
        var decisions = 0;
        files.Copy().Restart(new WriteBack(
            () =>
            {
                decisions++;
                return s_all;
            },
            () =>
            {
                decisions++;
                return true;
            }));
        return decisions;
    }
}
