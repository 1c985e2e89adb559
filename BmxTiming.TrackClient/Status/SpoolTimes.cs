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
    public IReadOnlyList<(string Path, long Bytes)> List() => files.List();

    public void Create(string path, long bytes) => files.Create(path, bytes);

    public void Write(string path, long offset, ReadOnlySpan<byte> bytes) => files.Write(path, offset, bytes);

    public void Sync(string path)
    {
        var start = time.GetTimestamp();
        files.Sync(path);
        times.Synced(time.GetElapsedTime(start));
    }

    public void SyncFolder(string folder) => files.SyncFolder(folder);

    public int Read(string path, long offset, Span<byte> target) => files.Read(path, offset, target);

    public void Truncate(string path, long bytes) => files.Truncate(path, bytes);

    public void Rename(string from, string to) => files.Rename(from, to);

    public void Delete(string path) => files.Delete(path);

    public void Dispose() => (files as IDisposable)?.Dispose();
}
