using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace BmxTiming.TrackClient.Spool;

/// <summary>
/// Walks the whole records of a segment in order. A place that holds no whole, right record is skipped up to the next one that does,
/// so one damaged record costs one record. Reads through a window, so memory does not grow with the segment.
/// </summary>
/// <param name="endSeq">
/// The first number of the next segment: from there on what this one holds was written again after a failed sync, whole or not.
/// </param>
/// <param name="onDamage">Told of places that cost a record.</param>
internal sealed class SegmentReader(
    ISpoolFiles files, SegmentName name, long endSeq = long.MaxValue, Action<DamagedRange>? onDamage = null)
{
    /// <summary>Room for a record of the largest size, and small enough to stay in the processor's cache.</summary>
    private const int WindowBytes = 4 * SpoolRecord.MaxPayloadBytes;

    private static readonly int s_largestRecord = SpoolRecord.SizeOf(SpoolRecord.MaxPayloadBytes);

    private byte[] _window = [];
    private readonly string _path = name.Path;
    private long _windowStart;
    private int _windowCount;
    private int _recordStart;
    private int _recordSize;
    private long _lastSeq = name.FirstSeq - 1;
    private long _begunSeq;
    private long _damageEnd;

    public SegmentName Name => name;

    /// <summary>Offset behind the last record that was returned.</summary>
    public long Offset { get; private set; }

    public long Seq { get; private set; }

    public ReadOnlyMemory<byte> Payload =>
        _window.AsMemory(_recordStart + SpoolRecord.HeaderBytes, _recordSize - SpoolRecord.HeaderBytes);

    /// <summary>
    /// What stands behind the last whole record when <see cref="MoveNext"/> has found no further one: null when nothing was ever
    /// written there. Something that was begun took at least the next number; readable headers in sequence tell of more.
    /// </summary>
    public (long ToSeq, long Bytes)? Tail { get; private set; }

    /// <summary>
    /// Moves to the next record, false at the end. Bytes from <paramref name="limitBytes"/> on are not looked at; call again with a
    /// higher limit when more has been committed.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool MoveNext(long limitBytes)
    {
        // Nearly always the next record stands in the window, right behind the last one.
        var behind = Offset - _windowStart;
        if (Offset < limitBytes && behind >= 0 && behind < _windowCount
            && SpoolRecord.TryRead(_window.AsSpan((int)behind, _windowCount - (int)behind), out var seq, out var payload)
            && seq > _lastSeq && seq < endSeq)
        {
            Take(Offset, seq, payload.Length);
            return true;
        }

        return Search(limitBytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Search(long limitBytes)
    {
        var position = Offset;
        _begunSeq = _lastSeq;
        _damageEnd = Offset;
        while (TryWindow(position, limitBytes, out var window))
        {
            if (SpoolRecord.TryRead(window, out var seq, out var payload) && seq > _lastSeq)
            {
                var missingToSeq = Math.Min(seq, endSeq) - 1;
                if (_damageEnd > Offset && missingToSeq > _lastSeq)
                {
                    onDamage?.Invoke(new DamagedRange(name, Offset, _damageEnd - Offset, $"{name}: seq {_lastSeq + 1} to {missingToSeq} unreadable"));
                }

                if (seq >= endSeq)
                {
                    Tail = null;
                    return false;
                }

                Take(position, seq, payload.Length);
                return true;
            }

            position = NextCandidate(position, window);
        }

        var begunToSeq = Math.Min(Math.Max(_begunSeq, _lastSeq + 1), endSeq - 1);
        Tail = _damageEnd > Offset && begunToSeq > _lastSeq ? (begunToSeq, _damageEnd - Offset) : null;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Take(long position, long seq, int payloadLength)
    {
        _recordStart = (int)(position - _windowStart);
        _recordSize = SpoolRecord.SizeOf(payloadLength);
        Offset = position + _recordSize;
        Seq = _lastSeq = seq;
        if (Tail is not null)
        {
            Tail = null;
        }
    }

    private long NextCandidate(long position, ReadOnlySpan<byte> window)
    {
        // A header in sequence whose record is not whole: proof that this number was begun.
        if (SpoolRecord.TryReadHeader(window, out var begun) && begun == _begunSeq + 1)
        {
            _begunSeq = begun;
        }

        if (!window.ContainsAnyExcept((byte)0))
        {
            return position + window.Length;
        }

        Span<byte> magic = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(magic, SpoolRecord.Magic);
        var at = window[1..].IndexOf(magic);
        var skipped = at >= 0 ? at + 1 : Math.Max(1, window.Length - (sizeof(uint) - 1));
        var lastWritten = window[..skipped].LastIndexOfAnyExcept((byte)0);
        if (lastWritten >= 0)
        {
            _damageEnd = position + lastWritten + 1;
        }

        return position + skipped;
    }

    // At least the whole record that begins at the position, unless the limit comes before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryWindow(long position, long limitBytes, out ReadOnlySpan<byte> window)
    {
        window = default;
        var left = limitBytes - position;
        if (left <= 0)
        {
            return false;
        }

        if (position >= _windowStart && position < _windowStart + _windowCount)
        {
            window = _window.AsSpan((int)(position - _windowStart), (int)(_windowStart + _windowCount - position));
            if (window.Length >= Math.Min(left, s_largestRecord)
                || (window.Length >= SpoolRecord.HeaderBytes && (SpoolRecord.TryReadSize(window) ?? 0) <= window.Length))
            {
                return true;
            }
        }

        var needed = (int)Math.Min(WindowBytes, left);
        if (_window.Length < needed)
        {
            _window = new byte[Math.Min(WindowBytes, Math.Max(needed, 2 * _window.Length))];
        }

        _windowStart = position;
        _windowCount = files.Read(_path, position, _window.AsSpan(0, needed));
        window = _window.AsSpan(0, _windowCount);
        return !window.IsEmpty;
    }
}
