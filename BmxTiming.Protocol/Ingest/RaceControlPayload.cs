using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Protocol.Ingest;

/// <summary>
/// Payload of RACE_CONTROL. It carries everything its intent needs, so that the engine never looks anything up and
/// a replay of the log alone gives the same results.
/// </summary>
public sealed record RaceControlPayload
{
    public required MessageId IntentId { get; init; }

    /// <summary>One of <see cref="Intents"/>.</summary>
    public required string Intent { get; init; }

    /// <summary>Who asked: the principal's name as shown to other operators.</summary>
    public required string Actor { get; init; }

    /// <summary>The version the operator saw; a different one at the engine is refused as <c>version_conflict</c>.</summary>
    public long? RunVersion { get; init; }

    public string? AuditHash { get; init; }

    /// <summary>The run that is meant; absent = the latest one the intent can apply to.</summary>
    public RunId? RunId { get; init; }

    public string? Reason { get; init; }

    public StageDetails? Stage { get; init; }

    public ProgrammeDetails? Programme { get; init; }

    public PracticeDetails? Practice { get; init; }

    public GateDetails? Gate { get; init; }

    public CorrectionDetails? Correction { get; init; }
}

/// <summary>Values of <see cref="RaceControlPayload.Intent"/>.</summary>
public static class Intents
{
    public const string Stage = "stage";
    public const string Unstage = "unstage";
    public const string Reset = "reset";
    public const string ForceFinish = "force_finish";
    public const string Programme = "programme";
    public const string PracticeOn = "practice_on";
    public const string PracticeOff = "practice_off";
    public const string ManualGate = "manual_gate";
    public const string AttachGate = "attach_gate";
    public const string Reopen = "reopen";
    public const string InsertPassing = "insert_passing";
    public const string VoidPassing = "void_passing";
    public const string AssignPassing = "assign_passing";
    public const string SetOrder = "set_order";
    public const string SetResult = "set_result";
    public const string Scratch = "scratch";
    public const string SetLane = "set_lane";
    public const string MarkOfficial = "mark_official";
    public const string UnmarkOfficial = "unmark_official";
}

/// <summary>A moto at the gate, with the track it is raced on.</summary>
public sealed record StageDetails
{
    /// <summary>Version of the fold that this race is to be run with.</summary>
    public required int FoldVersion { get; init; }

    public required TrackDetails Track { get; init; }

    public required MeetingDetails Meeting { get; init; }

    public required MotoDetails Moto { get; init; }

    /// <summary>By lane, at most eight, each lane and rider once.</summary>
    public required IReadOnlyList<StagedRider> Riders { get; init; }

    public IReadOnlyList<MotoDetails> NextMotos { get; init; } = [];
}

/// <summary>What the boards show as coming up.</summary>
public sealed record ProgrammeDetails(MeetingDetails Meeting, IReadOnlyList<MotoDetails> NextMotos);

/// <summary>The parts of a track's set-up that decide a race.</summary>
public sealed record TrackDetails
{
    public required string Name { get; init; }

    /// <summary>In the order riders cross them: hill, splits, finish. The gate is not one of them.</summary>
    public required IReadOnlyList<TimingPointDetails> TimingPoints { get; init; }

    /// <summary>Transponder numbers that mean "the gate fell" on this track's start hill.</summary>
    public required IReadOnlyList<uint> GateIds { get; init; }

    public RaceWindows Windows { get; init; } = new();

    /// <summary>Without a gate pulse, a race starts when its first rider is read at the first timing point.</summary>
    public bool FirstLoopStart { get; init; }

    /// <summary>No race starts while another one is on the track.</summary>
    public bool SingleRace { get; init; }

    /// <summary>Fewer riders left in a heat are reported to operators; 0 = never.</summary>
    public int MinStarters { get; init; }

    /// <summary>Decoders whose clock is not that of the others.</summary>
    public IReadOnlyList<DecoderClockDetails>? DecoderClocks { get; init; }
}

/// <param name="OffsetUs">Added to the decoder's clock to get the track's time, µs.</param>
public sealed record DecoderClockDetails(uint DecoderId, Micros OffsetUs);

/// <param name="Id">Token, unique on the track, such as <c>hill</c>, <c>split-1</c>, <c>finish</c>.</param>
/// <param name="Role">One of <see cref="TimingPointRoles"/>.</param>
/// <param name="DecoderId">Only this decoder reads it; absent = any.</param>
/// <param name="MinUs">Earliest plausible crossing after the gate, µs.</param>
/// <param name="MaxUs">Latest plausible crossing after the gate, µs.</param>
public sealed record TimingPointDetails(string Id, string Name, string Role, Micros MinUs, Micros MaxUs, uint? DecoderId = null);

/// <summary>Values of <see cref="TimingPointDetails.Role"/>.</summary>
public static class TimingPointRoles
{
    public const string Hill = "hill";
    public const string Split = "split";
    public const string Finish = "finish";
}

/// <summary>Durations on the decoder's clock, µs.</summary>
public sealed record RaceWindows
{
    /// <summary>Two reads of one transponder at one loop closer than this are one crossing.</summary>
    public Micros LoopHoldOffUs { get; init; } = Micros.FromSeconds(3);

    /// <summary>Two gate pulses closer than this are one gate drop (contact bounce).</summary>
    public Micros GateBounceUs { get; init; } = Micros.FromSeconds(2);

    /// <summary>After the winner's finish, how long until riders still out need a decision.</summary>
    public Micros FinishGraceUs { get; init; } = Micros.FromSeconds(20);

    /// <summary>After the gate, how long until a race without a finisher needs a decision.</summary>
    public Micros FinishMaxUs { get; init; } = Micros.FromSeconds(180);
}

/// <param name="Public">Anybody may watch without a token.</param>
/// <param name="Simulated">No real riders: boards say so.</param>
public sealed record MeetingDetails(MeetingId MeetingId, string Name, bool Public, bool Simulated);

/// <param name="Number">Position in the race order, from 1.</param>
/// <param name="RiderCount">How many riders are drawn in it.</param>
public sealed record MotoDetails(MotoId MotoId, int Number, string ClassName, string RoundName, int RiderCount);

/// <param name="Lane">1 to 8.</param>
/// <param name="Plate">As printed, not a number: "W3", "01".</param>
/// <param name="DisplayName">The name boards may show, after the meeting's privacy policy.</param>
public sealed record StagedRider(
    int Lane,
    RiderId RiderId,
    string Plate,
    string DisplayName,
    string? Club,
    IReadOnlyList<uint> TransponderIds,
    IReadOnlyList<string>? TransponderCodes = null);
