namespace BmxTiming.TrackClient.Spool;

/// <summary>Bytes of a segment that are neither a whole, right record nor unwritten.</summary>
/// <param name="Reason">For people: which numbers this cost, as far as can be told.</param>
internal sealed record DamagedRange(SegmentName Segment, long Offset, long Bytes, string Reason);
