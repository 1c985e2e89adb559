using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Protocol.Race;

/// <summary>A moto stands at the gate. <paramref name="RunVersion"/> is the track's version after this event.</summary>
public sealed record RaceStagedPayload(
    RunId RunId,
    int RunNumber,
    long RunVersion,
    string TrackName,
    MeetingDetails Meeting,
    MotoDetails Moto,
    IReadOnlyList<TimingPointView> TimingPoints,
    IReadOnlyList<RiderView> Riders,
    IReadOnlyList<MotoDetails> NextMotos);

/// <param name="Role">One of <see cref="TimingPointRoles"/>.</param>
public sealed record TimingPointView(string Id, string Name, string Role);

public sealed record RiderView(int Lane, RiderId RiderId, string Plate, string Name, string? Club);

public sealed record RaceUnstagedPayload(RunId RunId, long RunVersion);

/// <param name="GateTimeUs">The pulse on the decoder's clock; race times are differences to it.</param>
/// <param name="GateDropUs">The same moment in server time, for a running clock on a board; never for results.</param>
/// <param name="ClockSource">One of <see cref="ClockSources"/>.</param>
/// <param name="Recall">This pulse replaced an earlier one: false start, or the gate fell again.</param>
public sealed record GateDropPayload(
    RunId RunId, long RunVersion, Micros GateTimeUs, Micros GateDropUs, uint? GateId, string ClockSource, bool Recall);

/// <summary>Where a race's time zero comes from.</summary>
public static class ClockSources
{
    public const string Gate = "gate";
    public const string FirstLoop = "first_loop";
    public const string Manual = "manual";
}

/// <param name="ElapsedUs">Since the gate, on the decoder's clock.</param>
/// <param name="Place">Place at this timing point so far; ties share it.</param>
/// <param name="CapturedUs">When it was read, in server time; for latency.</param>
public sealed record SplitTimePayload(
    RunId RunId, string TimingPoint, int Lane, RiderId RiderId, Micros ElapsedUs, int Place, Micros CapturedUs);

/// <summary>The full order of a run after a change: replaces whatever was known.</summary>
public sealed record PositionsUpdatePayload(RunId RunId, IReadOnlyList<PositionRow> Positions, Micros CapturedUs);

/// <param name="Place">From 1; ties share a place; absent before the first timing point and for riders without one.</param>
/// <param name="Status">One of <see cref="RiderStatuses"/>.</param>
/// <param name="LastPoint">Id of the furthest timing point crossed.</param>
/// <param name="ElapsedUs">Time since the gate at <paramref name="LastPoint"/>.</param>
/// <param name="GapUs">Behind the leader at <paramref name="LastPoint"/>; 0 for the leader; absent without a time to compare.</param>
public sealed record PositionRow(
    int Lane, RiderId RiderId, int? Place, string Status, string? LastPoint, Micros? ElapsedUs, Micros? GapUs, bool Tie);

/// <summary>Where a rider is, or how the race ended for them.</summary>
public static class RiderStatuses
{
    public const string AtGate = "at_gate";
    public const string OnTrack = "on_track";
    public const string Finished = "finished";
    public const string Dnf = "dnf";
    public const string Dns = "dns";
    public const string Dsq = "dsq";
    public const string Rel = "rel";
    public const string Np = "np";
}

public sealed record RiderFinishedPayload(RunId RunId, int Lane, RiderId RiderId, Micros ElapsedUs, int Place, bool Tie, Micros CapturedUs);

/// <param name="Reason">One of <see cref="FinishReasons"/>.</param>
/// <param name="Results">In result order; every staged rider once.</param>
public sealed record RaceFinishedPayload(RunId RunId, long RunVersion, string Reason, IReadOnlyList<ResultRow> Results);

public static class FinishReasons
{
    public const string AllFinished = "all_finished";
    public const string Forced = "forced";
}

/// <param name="Code">Absent for a finisher, else the status that says why there is no ordinary place.</param>
/// <param name="ElapsedUs">Absent without a finish on the clock, also for a rider whom officials placed without one.</param>
/// <param name="Splits">Time at each timing point crossed, by timing point id in track order.</param>
/// <param name="Source"><c>manual</c> where an official entered the finish; absent for the decoder's.</param>
public sealed record ResultRow(
    int Lane, RiderId RiderId, string Plate, int? Place, string? Code, Micros? ElapsedUs, bool Tie, IReadOnlyList<SplitRow> Splits,
    string? Source = null);

/// <summary>Values of <see cref="ResultRow.Source"/>.</summary>
public static class ResultSources
{
    public const string Manual = "manual";
}

public sealed record SplitRow(string TimingPoint, Micros ElapsedUs);

/// <summary>A finished run changed: a late read, or an official's correction. Replaces the results.</summary>
/// <param name="Reason"><c>late_passing</c>, or the intent that changed it.</param>
/// <param name="Actor">Who corrected it; absent for a late read.</param>
/// <param name="Note">Why, in the official's words.</param>
public sealed record ResultCorrectedPayload(
    RunId RunId, long RunVersion, string Reason, IReadOnlyList<ResultRow> Results, string? Actor = null, string? Note = null);

/// <summary>The run is abandoned; its data stays on the log. The moto may be staged again as a new run.</summary>
public sealed record RaceResetPayload(RunId RunId, long RunVersion, string? Reason);

/// <summary>Riders are still out after the grace: an official decides, nothing is invented.</summary>
public sealed record NeedsDecisionPayload(RunId RunId, string Reason, IReadOnlyList<int> Lanes);

public sealed record ProgrammeChangedPayload(MeetingDetails Meeting, IReadOnlyList<MotoDetails> NextMotos, long RunVersion);

public sealed record ControlAppliedPayload(MessageId IntentId, string Intent, string Actor, long RunVersion, RunId? RunId);

/// <param name="Code">Stable code of the refusal, such as <c>version_conflict</c> or <c>race_running</c>.</param>
public sealed record ControlRejectedPayload(MessageId IntentId, string Intent, string Actor, string Code, string Message, long RunVersion);

/// <param name="Reason">Stable code such as <c>before_gate</c>, <c>outside_window</c>, <c>gate_without_moto</c>, <c>dead_lettered</c>.</param>
public sealed record InputIgnoredPayload(string Reason, uint? DecoderId, uint? PassingNumber, uint? TransponderId, Micros? DecoderTimeUs);

/// <param name="RiderId">Whose it is, when it was in one of the last races.</param>
/// <param name="MotoId">The race of that rider.</param>
public sealed record UnknownTransponderPayload(
    RunId? RunId, uint? TransponderId, string? TransponderCode, uint DecoderId, Micros DecoderTimeUs,
    RiderId? RiderId = null, MotoId? MotoId = null);

/// <summary>A gateway reached its decoder, or lost it.</summary>
public sealed record DecoderStatusPayload(uint? DecoderId, ClientId ClientId, bool Connected);

/// <summary>Something operators of a track should know that changes no race.</summary>
/// <param name="Code">Stable code such as <c>unknown_system_transponder</c>, <c>passing_gap</c>, <c>clock_step</c>.</param>
public sealed record DiagnosticPayload(string Code, uint? DecoderId, uint? TransponderId, Micros? DecoderTimeUs, string? Detail);
