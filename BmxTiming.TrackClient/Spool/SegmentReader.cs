using System.Buffers.Binary;

namespace BmxTiming.TrackClient.Spool;

/// <summary>
/// Walks the whole records of a segment in order. A place that holds no whole, right record is skipped up to the next one that does,
/// so one damaged record costs one record. Reads through a window, so memory does not grow with the segment.
/// </summary>
internal sealed class SegmentReader(ISpoolFiles files, SegmentName name)
{
    private const int WindowBytes = 4 * SpoolRecord.MaxPayloadBytes;

    private readonly byte[] _window = new byte[WindowBytes];
    private long _windowStart;
    private int _windowCount;
    private int _recordStart;
    private int _recordSize;
    private long _lastSeq = name.FirstSeq - 1;

    public SegmentName Name => name;

    /// <summary>Offset behind the last record that was returned.</summary>
    public long Offset { get; private set; }

    public long Seq { get; private set; }

    public ReadOnlyMemory<byte> Payload =>
        _window.AsMemory(_recordStart + SpoolRecord.HeaderBytes, _recordSize - SpoolRecord.HeaderBytes);

    /// <summary>True when bytes were skipped that are neither a record nor unwritten.</summary>
    public bool SawDamage { get; private set; }

    /// <summary>
    /// Moves to the next record, false at the end. Bytes from <paramref name="limitBytes"/> on are not looked at; call again with a
    /// higher limit when more has been committed.
    /// </summary>
    public bool MoveNext(long limitBytes)
    {
        var position = Offset;
        while (TryWindow(position, limitBytes, out var window))
        {
            if (SpoolRecord.TryRead(window, out var seq, out var payload) && seq > _lastSeq)
            {
                _recordStart = (int)(position - _windowStart);
                _recordSize = SpoolRecord.SizeOf(payload.Length);
                Offset = position + _recordSize;
                Seq = _lastSeq = seq;
                return true;
            }

            position = NextCandidate(position, window);
        }

        return false;
    }

    private long NextCandidate(long position, ReadOnlySpan<byte> window)
    {
        Span<byte> magic = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(magic, SpoolRecord.Magic);
        var at = window[1..].IndexOf(magic);
        var skipped = at >= 0 ? at + 1 : Math.Max(1, window.Length - (sizeof(uint) - 1));
        SawDamage |= window[..skipped].ContainsAnyExcept((byte)0);
        return position + skipped;
    }

    // At least one whole record of the largest size, unless the limit comes before.
    private bool TryWindow(long position, long limitBytes, out ReadOnlySpan<byte> window)
    {
        var wanted = Math.Min(SpoolRecord.SizeOf(SpoolRecord.MaxPayloadBytes), limitBytes - position);
        if (wanted <= 0)
        {
            window = default;
            return false;
        }

        if (position < _windowStart || position + wanted > _windowStart + _windowCount)
        {
            _windowStart = position;
            _windowCount = files.Read(name, position, _window.AsSpan(0, (int)Math.Min(WindowBytes, limitBytes - position)));
        }

        window = _window.AsSpan((int)(position - _windowStart), (int)(_windowStart + _windowCount - position));
        return !window.IsEmpty;
    }
}
