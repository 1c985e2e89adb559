using System.Diagnostics.Metrics;
using BmxTiming.TrackClient.Spool;

namespace BmxTiming.TrackClient.Status;

/// <summary>How long the disk takes to make a group of records durable: the first sign of a dying card.</summary>
internal sealed class SpoolTimes
{
    private readonly Histogram<double> _syncs;

    public SpoolTimes(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _syncs = meters.Create(StatusMetrics.MeterName).CreateHistogram(
            "bmxtiming.spool.fsync.duration",
            "s",
            "Time of one sync of the spool to the disk",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] });
    }

    public void Synced(TimeSpan took) => _syncs.Record(took.TotalSeconds);
}

/// <summary>The disk with a stopwatch on its syncs.</summary>
internal sealed class TimedSpoolFiles(ISpoolFiles files, SpoolTimes times, TimeProvider time) : ISpoolFiles, IDisposable
{
    public IReadOnlyList<(SegmentName Name, long Bytes)> List() => files.List();

    public void Create(SegmentName name, long bytes) => files.Create(name, bytes);

    public void Write(SegmentName name, long offset, ReadOnlySpan<byte> bytes) => files.Write(name, offset, bytes);

    public void Sync(SegmentName name)
    {
        var start = time.GetTimestamp();
        files.Sync(name);
        times.Synced(time.GetElapsedTime(start));
    }

    public int Read(SegmentName name, long offset, Span<byte> target) => files.Read(name, offset, target);

    public void Truncate(SegmentName name, long bytes) => files.Truncate(name, bytes);

    public void Delete(SegmentName name) => files.Delete(name);

    public byte[]? ReadAcks() => files.ReadAcks();

    public void WriteAcks(ReadOnlySpan<byte> bytes) => files.WriteAcks(bytes);

    public void Dispose() => (files as IDisposable)?.Dispose();
}
