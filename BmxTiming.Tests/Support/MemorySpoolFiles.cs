using BmxTiming.TrackClient.Spool;

namespace BmxTiming.Tests.Support;

/// <summary>
/// A disk in memory that can lose power between any two calls: what was not synced is then gone, kept, or torn, as the test decides.
/// </summary>
internal sealed class MemorySpoolFiles : ISpoolFiles
{
    private readonly SortedDictionary<SegmentName, byte[]> _durable = [];
    private readonly SortedDictionary<SegmentName, byte[]> _seen = [];
    private byte[]? _acks;

    /// <summary>Calls that change the disk until <see cref="PowerCut"/> is thrown; null = never.</summary>
    public int? CallsUntilPowerCut { get; set; }

    /// <summary>Syncs that fail with an I/O error before they work again.</summary>
    public int FailingSyncs { get; set; }

    public int Syncs { get; private set; }

    public IReadOnlyDictionary<SegmentName, byte[]> Segments => _seen;

    public IReadOnlyList<(SegmentName Name, long Bytes)> List() => [.. _seen.Select(static entry => (entry.Key, (long)entry.Value.Length))];

    public void Create(SegmentName name, long bytes)
    {
        Step();
        _seen[name] = new byte[bytes];
        _durable[name] = new byte[bytes];
    }

    public void Write(SegmentName name, long offset, ReadOnlySpan<byte> bytes)
    {
        Step();
        bytes.CopyTo(_seen[name].AsSpan((int)offset));
    }

    public void Sync(SegmentName name)
    {
        Step();
        if (FailingSyncs > 0)
        {
            FailingSyncs--;
            throw new IOException("sync failed");
        }

        Syncs++;
        _durable[name] = [.. _seen[name]];
    }

    public int Read(SegmentName name, long offset, Span<byte> target)
    {
        var source = _seen[name].AsSpan((int)Math.Min(offset, _seen[name].Length));
        var count = Math.Min(source.Length, target.Length);
        source[..count].CopyTo(target);
        return count;
    }

    public void Truncate(SegmentName name, long bytes)
    {
        Step();
        _seen[name] = _seen[name][..(int)bytes];
        _durable[name] = [.. _seen[name]];
    }

    public void Delete(SegmentName name)
    {
        Step();
        _seen.Remove(name);
        _durable.Remove(name);
    }

    public byte[]? ReadAcks() => _acks;

    public void WriteAcks(ReadOnlySpan<byte> bytes)
    {
        Step();
        _acks = bytes.ToArray();
    }

    public void LoseAcks() => _acks = null;

    /// <summary>The machine comes back: of what was not synced, each byte range survived up to <paramref name="keptPercent"/>.</summary>
    public void Restart(int keptPercent)
    {
        CallsUntilPowerCut = null;
        foreach (var name in _seen.Keys.ToArray())
        {
            var (seen, durable) = (_seen[name], _durable[name]);
            var first = seen.AsSpan().CommonPrefixLength(durable);
            var last = seen.Length;
            while (last > first && seen[last - 1] == durable[last - 1])
            {
                last--;
            }

            var kept = (last - first) * keptPercent / 100;
            seen.AsSpan(first, kept).CopyTo(durable.AsSpan(first));
            _seen[name] = [.. durable];
        }
    }

    public void Overwrite(SegmentName name, byte[] bytes)
    {
        _seen[name] = bytes;
        _durable[name] = [.. bytes];
    }

    private void Step()
    {
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

internal sealed class PowerCut : Exception;
