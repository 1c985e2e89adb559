using System.Text.Json;
using System.Text.Json.Serialization;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Protocol.Race;

/// <summary>The envelope of a derived event (<c>race_event.v1</c>).</summary>
public sealed record RaceEvent
{
    public required MessageId EventId { get; init; }

    public required string ContractVersion { get; init; }

    public required TrackId TrackId { get; init; }

    /// <summary>Counts the events of a track from 1, without holes, across restarts.</summary>
    public required long RaceSeq { get; init; }

    /// <summary>Position among the events of one raw message, from 0.</summary>
    public required int Ordinal { get; init; }

    public required MessageId SourceEventId { get; init; }

    /// <summary>The <c>captured_at_us</c> of the source: for latency, never for results.</summary>
    public required Micros TsUs { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public MeetingId? MeetingId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public MotoId? MotoId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public RunId? RunId { get; init; }

    /// <summary>One of <see cref="RaceEventKinds"/>; readers pass unknown kinds through.</summary>
    public required string Kind { get; init; }

    public required JsonElement Payload { get; init; }
}

/// <summary>Values of <see cref="RaceEvent.Kind"/>, each with the payload record of the same name.</summary>
public static class RaceEventKinds
{
    public const string RaceStaged = "race_staged";
    public const string RaceUnstaged = "race_unstaged";
    public const string GateDrop = "gate_drop";
    public const string SplitTime = "split_time";
    public const string PositionsUpdate = "positions_update";
    public const string RiderFinished = "rider_finished";
    public const string RaceFinished = "race_finished";
    public const string RaceReset = "race_reset";
    public const string ResultCorrected = "result_corrected";
    public const string ResultOfficial = "result_official";
    public const string RunRestated = "run_restated";
    public const string RunFlagged = "run_flagged";
    public const string PracticeChanged = "practice_changed";
    public const string PracticeTime = "practice_time";
    public const string NeedsDecision = "needs_decision";
    public const string ProgrammeChanged = "programme_changed";
    public const string ControlApplied = "control_applied";
    public const string ControlRejected = "control_rejected";
    public const string InputIgnored = "input_ignored";
    public const string UnknownTransponder = "unknown_transponder";
    public const string DecoderStatus = "decoder_status";
    public const string Diagnostic = "diagnostic";
}
