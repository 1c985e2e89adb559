using BmxTiming.Protocol.Ids;

namespace BmxTiming.TrackClient.Spool;

/// <summary>The segments of one boot, and how far they have been sent.</summary>
internal sealed class SpoolBoot(int ordinal, BootId id, Action<DamagedRange>? onDamage = null)
{
    private readonly List<Segment> _segments = [];
    private SegmentReader? _reader;

    public int Ordinal => ordinal;

    public BootId Id => id;

    /// <summary>Highest number that is committed, or was begun before a crash; 0 when there is none.</summary>
    public long LastSeq { get; set; }

    public long AckedSeq { get; set; }

    public long DurableSeq { get; set; }

    /// <summary>Records from this number on were filed again under a later boot and are not sent any more.</summary>
    public long? ClosedFromSeq { get; set; }

    public long LastToSendSeq => ClosedFromSeq is { } closed ? Math.Min(LastSeq, closed - 1) : LastSeq;

    public bool HasUnsent => AckedSeq < LastToSendSeq;

    public long UnsentRecords => Math.Max(0, LastToSendSeq - AckedSeq);

    /// <summary>The first number that is still on disk.</summary>
    public long FirstKeptSeq => _segments.Count == 0 ? LastSeq + 1 : _segments[0].Name.FirstSeq;

    public IReadOnlyList<Segment> Segments => _segments;

    public long Bytes => _segments.Sum(static segment => segment.FileBytes);

    public Segment AddSegment(SegmentName name, long fileBytes)
    {
        // The same name again: a segment that failed before anything in it was committed was made anew.
        _segments.RemoveAll(segment => segment.Name == name);
        var added = new Segment(name, fileBytes);
        _segments.Add(added);
        _reader = null;
        return added;
    }

    /// <summary>The oldest segment, when all of it is durable at the server and nothing will be written to it any more.</summary>
    public Segment? Disposable(bool isCurrent)
    {
        if (_segments.Count == 0 || (isCurrent && _segments.Count == 1))
        {
            return null;
        }

        var last = _segments.Count > 1 ? EndSeq(0) - 1 : LastSeq;
        return Math.Min(last, LastToSendSeq) <= DurableSeq ? _segments[0] : null;
    }

    public void Remove(Segment segment)
    {
        _segments.Remove(segment);
        _reader = null;
    }

    /// <summary>
    /// Committed records from <paramref name="fromSeq"/> on without a hole, at most as many as the bounds allow but at least one.
    /// Where <paramref name="fromSeq"/> itself is not on disk any more, the range that is missing.
    /// </summary>
    public SpoolRead Read(ISpoolFiles files, long fromSeq, int maxRecords, int maxBytes)
    {
        var records = new List<ReadOnlyMemory<byte>>();
        var bytes = 0;
        for (var next = fromSeq; next <= LastSeq && records.Count < maxRecords; next++)
        {
            if (!TrySeek(files, next, out var found))
            {
                return records.Count > 0 ? new SpoolRead(fromSeq, records, null) : new SpoolRead(fromSeq, [], found - 1);
            }

            if (records.Count > 0 && bytes + _reader!.Payload.Length > maxBytes)
            {
                break;
            }

            bytes += _reader!.Payload.Length;
            records.Add(_reader.Payload.ToArray());
        }

        return new SpoolRead(fromSeq, records, null);
    }

    /// <summary>The number behind the last one that the segment at <paramref name="index"/> stands for.</summary>
    public long EndSeq(int index) => index + 1 < _segments.Count ? _segments[index + 1].Name.FirstSeq : long.MaxValue;

    // Positions the reader on this record. Otherwise tells the next number that is there.
    private bool TrySeek(ISpoolFiles files, long seq, out long found)
    {
        if (_reader is { } current && current.Seq == seq && current.Offset > 0)
        {
            found = seq;
            return true;
        }

        for (var i = IndexOf(seq); i < _segments.Count; i++)
        {
            var segment = _segments[i];
            if (_reader is null || _reader.Name != segment.Name || _reader.Seq >= seq)
            {
                _reader = new SegmentReader(files, segment.Name, EndSeq(i), onDamage);
            }

            while (_reader.MoveNext(segment.UsedBytes))
            {
                if (_reader.Seq >= seq)
                {
                    found = _reader.Seq;
                    return found == seq;
                }
            }
        }

        found = LastSeq + 1;
        return false;
    }

    private int IndexOf(long seq)
    {
        var index = _segments.FindLastIndex(segment => segment.Name.FirstSeq <= seq);
        return Math.Max(0, index);
    }
}

internal sealed class Segment(SegmentName name, long fileBytes)
{
    public SegmentName Name => name;

    public long FileBytes { get; set; } = fileBytes;

    /// <summary>Committed bytes; readers do not look further.</summary>
    public long UsedBytes { get; set; } = fileBytes;

    /// <summary>Bytes that have been written, be it with zeros: a sync of a group within them has no new block to make known.</summary>
    public long WrittenBytes { get; set; }
}

/// <param name="MissingToSeq">With no records: numbers from <paramref name="FromSeq"/> to this one are not on disk.</param>
internal readonly record struct SpoolRead(long FromSeq, IReadOnlyList<ReadOnlyMemory<byte>> Records, long? MissingToSeq)
{
    public long LastSeq => FromSeq + Records.Count - 1;
}
