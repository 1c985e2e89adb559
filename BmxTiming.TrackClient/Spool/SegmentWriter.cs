namespace BmxTiming.TrackClient.Spool;

/// <summary>Writes groups of records to the newest segment of a boot, and begins the next segment when one is full or given up.</summary>
internal sealed class SegmentWriter(SegmentStore store, long segmentBytes)
{
    /// <summary>
    /// Zeros that go with a group into room nobody has written yet. Reserved room becomes content with the first write, which the file
    /// system must note durably at the next sync; so it notes it once for this many bytes, not with every group.
    /// </summary>
    private const int WriteAheadBytes = 256 * 1024;

    private byte[] _group = new byte[64 * 1024];

    /// <summary>The segment that is being written; null when the next group begins a new one.</summary>
    public Segment? Segment { get; set; }

    /// <summary>
    /// Writes as many of <paramref name="records"/>, from <paramref name="start"/> on, as fit, with one sync for all. Tells how many.
    /// </summary>
    public int Write(SpoolBoot boot, List<(long Seq, byte[] Payload)> records, int start)
    {
        var segment = Segment ?? Begin(boot, records[start]);
        if (segment.FileBytes - segment.UsedBytes < SpoolRecord.SizeOf(records[start].Payload.Length))
        {
            segment = Begin(boot, records[start]);
        }

        var room = segment.FileBytes - segment.UsedBytes;
        var bytes = 0;
        var end = start;
        for (; end < records.Count && bytes + SpoolRecord.SizeOf(records[end].Payload.Length) <= room; end++)
        {
            var (seq, payload) = records[end];
            var size = SpoolRecord.SizeOf(payload.Length);
            Reserve(bytes + size);
            SpoolRecord.Write(_group.AsSpan(bytes, size), seq, payload);
            bytes += size;
        }

        var zeros = WriteAhead(segment, bytes);
        store.Files.Write(segment.Name.Path, segment.UsedBytes, _group.AsSpan(0, bytes + zeros));
        store.Files.Sync(segment.Name.Path);
        segment.UsedBytes += bytes;
        boot.LastSeq = records[end - 1].Seq;
        return end - start;
    }

    /// <summary>Puts zeros behind a group that leaves the written part of its segment; tells how many.</summary>
    private int WriteAhead(Segment segment, int groupBytes)
    {
        var end = segment.UsedBytes + groupBytes;
        if (end <= segment.WrittenBytes)
        {
            return 0;
        }

        var zeros = (int)Math.Min(WriteAheadBytes, segment.FileBytes - end);
        Reserve(groupBytes + zeros);
        _group.AsSpan(groupBytes, zeros).Clear();
        segment.WrittenBytes = end + zeros;
        return zeros;
    }

    private void Reserve(int bytes)
    {
        if (_group.Length < bytes)
        {
            Array.Resize(ref _group, Math.Max(2 * _group.Length, bytes));
        }
    }

    private Segment Begin(SpoolBoot boot, (long Seq, byte[] Payload) first)
    {
        Segment = null;
        var name = new SegmentName(boot.Ordinal, boot.Id, first.Seq);
        var bytes = Math.Max(segmentBytes, SpoolRecord.SizeOf(first.Payload.Length));
        store.Create(name, bytes, isFirstOfBoot: boot.Segments.Count == 0);
        Segment = boot.AddSegment(name, bytes);
        Segment.UsedBytes = 0;
        return Segment;
    }
}
