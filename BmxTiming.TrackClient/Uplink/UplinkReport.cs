using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Uplink;

/// <summary>The uplink at one moment, for people and for metrics.</summary>
/// <param name="LastAnswerUs">When the server last confirmed something, by this machine's clock.</param>
/// <param name="OldestUnsentUs">When the oldest record that waits was captured; null when all is sent.</param>
internal sealed record UplinkReport(
    UplinkHealth Health,
    UplinkCounters Counters,
    ClockReport? Clock,
    Micros? ClockSteppedAtUs,
    Micros? RoundTripUs,
    Micros? LastAnswerUs,
    Micros? OldestUnsentUs)
{
    public static UplinkReport Nothing { get; } =
        new(new UplinkHealth(UplinkState.Waiting, Micros.Zero, null, null), new UplinkCounters(), null, null, null, null, null);

    public static UplinkReport Of(UplinkCore core, Micros nowUs, Micros? lastAnswerUs) => new(
        core.Health, core.Counters, core.Clock.At(nowUs), core.Clock.LastStepAtUs, core.Clock.RoundTripUs, lastAnswerUs, core.OldestUnsentUs);
}
