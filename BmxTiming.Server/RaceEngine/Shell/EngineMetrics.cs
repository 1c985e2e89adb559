using System.Diagnostics.Metrics;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform;
using BmxTiming.Server.RaceEngine.Shell.Ownership;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>Instruments of the race engine.</summary>
internal sealed class EngineMetrics
{
    private readonly Counter<long> _folded;
    private readonly Counter<long> _published;
    private readonly Counter<long> _fenced;
    private readonly Counter<long> _deadLettered;
    private readonly Counter<long> _takeOvers;
    private volatile int _waitingLetters;
    private volatile OwnershipStatus _ownership = OwnershipStatus.Nothing;

    public EngineMetrics(IMeterFactory meters)
        : this(meters.Create("BmxTiming.Server.RaceEngine"))
    {
    }

    private EngineMetrics(Meter meter)
    {
        _folded = meter.CreateCounter<long>("bmxtiming.engine.messages", "{message}", "Raw messages folded");
        _published = meter.CreateCounter<long>("bmxtiming.engine.events", "{event}", "Race events published");
        _fenced = meter.CreateCounter<long>("bmxtiming.engine.fenced", "{take-over}", "Times another engine had published first");
        _deadLettered = meter.CreateCounter<long>("bmxtiming.engine.dead_letters", "{message}", "Raw messages skipped");
        meter.CreateObservableGauge(
            "bmxtiming.engine.waiting_letters", () => _waitingLetters, "{message}", "Dead letters that are not stored yet");
        _takeOvers = meter.CreateCounter<long>("bmxtiming.engine.takeovers", "{track}", "Tracks this worker began to run");
        meter.CreateObservableGauge("bmxtiming.engine.owned_tracks", () => _ownership.Owned, "{track}", "Tracks this worker runs");
        meter.CreateObservableGauge(
            "bmxtiming.engine.unowned_tracks", () => _ownership.Unowned.Count, "{track}", "Tracks that nobody has run for two lengths of a lease");
        meter.CreateObservableGauge("bmxtiming.engine.workers", () => _ownership.Workers, "{worker}", "Live workers, this one included");
        meter.CreateObservableGauge(
            "bmxtiming.engine.lease.age", () => _ownership.OldestLease.TotalSeconds, "s", "Time since the last renewal, of the lease where it is longest");
    }

    /// <summary>Instruments of something that is none of anybody's business.</summary>
    public static EngineMetrics Unheard() => new(new Meter("rehearsal"));

    public void Folded(TrackId track) => _folded.Add(1, TrackTag.Of(track));

    public void Published(TrackId track, int events) => _published.Add(events, TrackTag.Of(track));

    public void Fenced(TrackId track) => _fenced.Add(1, TrackTag.Of(track));

    public void DeadLettered(TrackId track) => _deadLettered.Add(1, TrackTag.Of(track));

    public void TakenOver(TrackId track, TakeOver how) =>
        _takeOvers.Add(1, TrackTag.Of(track), new KeyValuePair<string, object?>("reason", how switch
        {
            TakeOver.Expired => "expired",
            TakeOver.HandedOver => "handed_over",
            _ => "new",
        }));

    public void WaitingLetters(int waiting) => _waitingLetters = waiting;

    public void Ownership(OwnershipStatus status) => _ownership = status;
}
