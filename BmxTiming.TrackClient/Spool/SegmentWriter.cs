namespace BmxTiming.TrackClient.Spool;

/// <summary>Writes groups of records to the newest segment of a boot, and begins the next segment when one is full or given up.</summary>
internal sealed class SegmentWriter(SegmentStore store, long segmentBytes)
{
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
            if (_group.Length < bytes + size)
            {
                Array.Resize(ref _group, Math.Max(2 * _group.Length, bytes + size));
            }

            SpoolRecord.Write(_group.AsSpan(bytes, size), seq, payload);
            bytes += size;
        }

        store.Files.Write(segment.Name.Path, segment.UsedBytes, _group.AsSpan(0, bytes));
        store.Files.Sync(segment.Name.Path);
        segment.UsedBytes += bytes;
        boot.LastSeq = records[end - 1].Seq;
        return end - start;
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
