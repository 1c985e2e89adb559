using System.Diagnostics.Metrics;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform;

namespace BmxTiming.Server.Projections;

internal sealed class ProjectionMetrics : IDisposable
{
    private readonly Meter _meter = new("BmxTiming.Projections");
    private readonly Counter<long> _applied;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _skipped;

    public ProjectionMetrics()
    {
        _applied = _meter.CreateCounter<long>("bmxtiming.projections.applied", "{message}", "Messages stored in read models");
        _conflicts = _meter.CreateCounter<long>("bmxtiming.projections.conflicts", "{batch}", "Batches another worker stored first");
        _retries = _meter.CreateCounter<long>("bmxtiming.projections.retries", "{retry}", "Pauses because a store was away");
        _skipped = _meter.CreateCounter<long>("bmxtiming.projections.skipped", "{message}", "Messages that could not be taken in");
    }

    public void Applied(TrackId track, int events) => _applied.Add(events, TrackTag.Of(track));

    public void Conflict(TrackId track) => _conflicts.Add(1, TrackTag.Of(track));

    public void Retried(TrackId track) => _retries.Add(1, TrackTag.Of(track));

    public void Skipped(TrackId track) => _skipped.Add(1, TrackTag.Of(track));

    public void Dispose() => _meter.Dispose();
}
