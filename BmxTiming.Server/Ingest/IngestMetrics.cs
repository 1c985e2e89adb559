using System.Diagnostics.Metrics;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform;

namespace BmxTiming.Server.Ingest;

/// <summary>What operators see of ingest.</summary>
internal sealed class IngestMetrics
{
    public const string MeterName = "BmxTiming.Server.Ingest";

    private readonly Histogram<double> _append;
    private readonly Counter<long> _events;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _gaps;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _fenced;
    private readonly Counter<long> _unavailable;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _regressions;

    public IngestMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _append = meter.CreateHistogram<double>("bmxtiming.ingest.append.duration", "s", "Append of one batch to the raw log.");
        _events = meter.CreateCounter<long>("bmxtiming.ingest.events", "{event}", "Events appended to the raw log.");
        _duplicates = meter.CreateCounter<long>("bmxtiming.ingest.duplicates", "{event}", "Events that were on the log before.");
        _gaps = meter.CreateCounter<long>("bmxtiming.ingest.gaps", "{batch}", "Batches refused because earlier numbers are missing.");
        _conflicts = meter.CreateCounter<long>("bmxtiming.ingest.conflicts", "{event}", "Events whose key is on the log with another payload.");
        _fenced = meter.CreateCounter<long>("bmxtiming.ingest.fenced", "{append}", "Appends that another writer was ahead of.");
        _unavailable = meter.CreateCounter<long>("bmxtiming.ingest.unavailable", "{batch}", "Batches answered 503.");
        _refused = meter.CreateCounter<long>("bmxtiming.ingest.refused", "{batch}", "Batches refused before they reached a lane.");
        _regressions = meter.CreateCounter<long>("bmxtiming.ingest.stream.regressions", "{regression}", "Logs that lost acknowledged messages or were made anew.");
    }

    public void Appended(TrackId track, int events, TimeSpan elapsed)
    {
        _append.Record(elapsed.TotalSeconds, TrackTag.Of(track));
        _events.Add(events, TrackTag.Of(track));
    }

    public void Duplicates(TrackId track, int events) => _duplicates.Add(events, TrackTag.Of(track));

    public void Gap(TrackId track) => _gaps.Add(1, TrackTag.Of(track));

    public void Conflicts(TrackId track, int events) => _conflicts.Add(events, TrackTag.Of(track));

    public void Fenced(TrackId track) => _fenced.Add(1, TrackTag.Of(track));

    public void Unavailable(TrackId track) => _unavailable.Add(1, TrackTag.Of(track));

    public void Regression(TrackId track) => _regressions.Add(1, TrackTag.Of(track));

    /// <summary>The track is not known to be real here, so only the code is told.</summary>
    public void Refused(string code) => _refused.Add(1, new KeyValuePair<string, object?>("code", code));
}
