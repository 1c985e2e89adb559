using System.Diagnostics.Metrics;
using BmxTiming.Protocol.Ids;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>Instruments of the race engine.</summary>
internal sealed class EngineMetrics
{
    private readonly Counter<long> _folded;
    private readonly Counter<long> _published;
    private readonly Counter<long> _fenced;
    private readonly Counter<long> _deadLettered;

    public EngineMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("BmxTiming.Server.RaceEngine");
        _folded = meter.CreateCounter<long>("bmxtiming.engine.messages", "{message}", "Raw messages folded");
        _published = meter.CreateCounter<long>("bmxtiming.engine.events", "{event}", "Race events published");
        _fenced = meter.CreateCounter<long>("bmxtiming.engine.fenced", "{take-over}", "Times another engine had published first");
        _deadLettered = meter.CreateCounter<long>("bmxtiming.engine.dead_letters", "{message}", "Raw messages skipped");
    }

    public void Folded(TrackId track) => _folded.Add(1, Tag(track));

    public void Published(TrackId track, int events) => _published.Add(events, Tag(track));

    public void Fenced(TrackId track) => _fenced.Add(1, Tag(track));

    public void DeadLettered(TrackId track) => _deadLettered.Add(1, Tag(track));

    private static KeyValuePair<string, object?> Tag(TrackId track) => new("bmxtiming.track.id", track.Value);
}
