using System.Diagnostics.Metrics;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.LiveGateway.Core;
using BmxTiming.Server.Platform;

namespace BmxTiming.Server.LiveGateway;

/// <summary>Instruments of the live gateway.</summary>
internal sealed class LiveMetrics
{
    public const string MeterName = "BmxTiming.Server.LiveGateway";

    /// <summary>Older than this an event waited in a spool or came from a clock that is wrong: not a latency of the live path.</summary>
    private static readonly Micros s_longestLatency = Micros.FromSeconds(30);

    private readonly UpDownCounter<long> _connections;
    private readonly Counter<long> _frames;
    private readonly Counter<long> _resyncs;
    private readonly Counter<long> _closed;
    private readonly Counter<long> _unreadable;
    private readonly Histogram<double> _fanoutDelay;
    private readonly Histogram<double> _endToEnd;

    public LiveMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _connections = meter.CreateUpDownCounter<long>("bmxtiming.ws.connections", "{connection}", "Live connections that are open");
        _frames = meter.CreateCounter<long>("bmxtiming.ws.frames", "{frame}", "Event frames delivered");
        _resyncs = meter.CreateCounter<long>("bmxtiming.ws.resync", "{resync}", "Clients that fell off the ring and got a snapshot");
        _closed = meter.CreateCounter<long>("bmxtiming.ws.closed", "{connection}", "Connections the gateway ended, by reason");
        _unreadable = meter.CreateCounter<long>("bmxtiming.ws.unreadable", "{message}", "Log messages the gateway could not read");
        _fanoutDelay = Seconds(meter, "bmxtiming.ws.fanout.delay", "From the gateway's ring to a finished write");
        _endToEnd = Seconds(meter, "bmxtiming.pipeline.e2e.latency", "From the passing at the track to a finished write");
    }

    public void Connected() => _connections.Add(1);

    public void Disconnected() => _connections.Add(-1);

    public void Closed(LiveClose close) => _closed.Add(1, new KeyValuePair<string, object?>("reason", close.Code));

    public void Unreadable(TrackId track) => _unreadable.Add(1, TrackTag.Of(track));

    /// <summary>A burst was written; the oldest frame in it tells the delays.</summary>
    public void Sent(in SessionStep step, LiveInstant now)
    {
        if (step.Frames > 0)
        {
            _frames.Add(step.Frames);
        }

        if (step.Fallbacks > 0)
        {
            _resyncs.Add(step.Fallbacks);
        }

        if (step.OldestAppendedUs is { } appended)
        {
            _fanoutDelay.Record((now.MonotonicUs - appended).ToTimeSpan().TotalSeconds);
        }

        if (step.OldestCapturedUs is { } captured && now.WallUs - captured is var latency
            && latency >= Micros.Zero && latency <= s_longestLatency)
        {
            _endToEnd.Record(latency.ToTimeSpan().TotalSeconds);
        }
    }

    private static Histogram<double> Seconds(Meter meter, string name, string description) => meter.CreateHistogram(
        name, "s", description, tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 10, 30],
        });
}
