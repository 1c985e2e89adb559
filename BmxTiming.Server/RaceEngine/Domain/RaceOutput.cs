using System.Collections.Immutable;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>One derived event. Its position among the outputs of one input is its ordinal.</summary>
internal sealed record RaceOutput(long RaceSeq, MeetingId? MeetingId, MotoId? MotoId, RunId? RunId, RaceFact Fact);

internal abstract record RaceFact;

internal sealed record RaceStaged(RunId RunId, int RunNumber, long RunVersion, RacePlan Plan, ImmutableArray<Moto> NextMotos) : RaceFact;

internal sealed record RaceUnstaged(RunId RunId, long RunVersion) : RaceFact;

internal sealed record GateDropped(RunId RunId, long RunVersion, GatePulse Pulse, bool Recall) : RaceFact;

internal sealed record SplitTaken(
    RunId RunId, string TimingPoint, int Lane, RiderId RiderId, Micros ElapsedUs, int Place, Micros CapturedUs) : RaceFact;

internal sealed record PositionsUpdated(RunId RunId, ImmutableArray<Position> Positions, Micros CapturedUs) : RaceFact;

internal sealed record RiderFinished(
    RunId RunId, int Lane, RiderId RiderId, Micros ElapsedUs, int Place, bool Tie, Micros CapturedUs) : RaceFact;

internal sealed record RaceFinished(RunId RunId, long RunVersion, bool Forced, ImmutableArray<Result> Results) : RaceFact;

/// <param name="Actor">The official; absent for a late read.</param>
internal sealed record ResultCorrected(
    RunId RunId, long RunVersion, string Reason, ImmutableArray<Result> Results, string? Actor = null, string? Note = null) : RaceFact;

internal sealed record ResultMadeOfficial(RunId RunId, long RunVersion, bool Official, string Actor, ImmutableArray<Result> Results) : RaceFact;

internal sealed record RunRestated(Run Run, long RunVersion, string Reason) : RaceFact;

internal sealed record RunFlagged(RunId RunId, ImmutableArray<RunFlag> Flags) : RaceFact;

/// <param name="Track">Absent when practice ended.</param>
internal sealed record PracticeChanged(Layout? Track, long RunVersion) : RaceFact;

internal sealed record PracticeTaken(
    Tag Tag, string TimingPoint, Micros ElapsedUs, Micros BestUs, int Finishes, Micros CapturedUs) : RaceFact;

internal sealed record RaceReset(RunId RunId, long RunVersion, string? Reason) : RaceFact;

internal sealed record DecisionNeeded(RunId RunId, string Reason, ImmutableArray<int> Lanes) : RaceFact;

internal sealed record ProgrammeChanged(Meeting Meeting, ImmutableArray<Moto> NextMotos, long RunVersion) : RaceFact;

internal sealed record ControlApplied(Intent Intent, long RunVersion, RunId? RunId) : RaceFact;

internal sealed record ControlRejected(Intent Intent, Refusal Refusal, long RunVersion) : RaceFact;

internal sealed record InputIgnored(
    string Reason, uint? DecoderId, uint? PassingNumber, uint? TransponderId, Micros? DecoderTimeUs) : RaceFact;

/// <param name="RiderId">Whose it is, when it raced lately.</param>
/// <param name="MotoId">The race of that rider.</param>
internal sealed record UnknownTransponder(
    RunId RunId, Tag Tag, uint DecoderId, Micros DecoderTimeUs, RiderId? RiderId, MotoId? MotoId) : RaceFact;

internal sealed record DecoderLinkChanged(uint? DecoderId, ClientId ClientId, bool Connected) : RaceFact;

internal sealed record Diagnostic(string Code, uint? DecoderId, uint? TransponderId, Micros? DecoderTimeUs, string? Detail) : RaceFact;

internal enum RiderStatus
{
    AtGate,
    OnTrack,
    Finished,
    Dnf,
    Dns,

    /// <summary>Disqualified.</summary>
    Dsq,

    /// <summary>Relegated to the last place.</summary>
    Rel,

    /// <summary>Not placed.</summary>
    Np,
}

/// <param name="Point">Id of the furthest timing point crossed.</param>
/// <param name="GapUs">Behind the leader at <paramref name="Point"/>; absent where the leader has no time there.</param>
internal sealed record Position(
    Entry Entry, int? Place, RiderStatus Status, string? Point, Micros? ElapsedUs, Micros? GapUs, bool Tie);

/// <param name="Code">Why there is no ordinary place; absent for a finisher.</param>
/// <param name="Manual">An official entered the finish.</param>
internal sealed record Result(
    Entry Entry, int? Place, RiderStatus? Code, Micros? ElapsedUs, bool Tie, ImmutableArray<Split> Splits, bool Manual);

internal sealed record Split(string TimingPoint, Micros ElapsedUs);

/// <summary>Why a command was not carried out: a stable code for programs, a sentence for people.</summary>
internal sealed record Refusal(string Code, string Message);

/// <summary>Stable codes of <see cref="InputIgnored.Reason"/>.</summary>
internal static class IgnoreReasons
{
    public const string BeforeGate = "before_gate";
    public const string OutsideWindow = "outside_window";
    public const string UnknownTimingPoint = "unknown_timing_point";
    public const string GateBounce = "gate_bounce";
    public const string GateWithoutMoto = "gate_without_moto";
    public const string GateWhileRacing = "gate_while_racing";
    public const string TooManyOpenRuns = "too_many_open_runs";
    public const string ClockGarbage = "clock_garbage";
    public const string DeadLettered = "dead_lettered";
}

/// <summary>Stable codes of <see cref="Diagnostic.Code"/>.</summary>
internal static class DiagnosticCodes
{
    public const string UnknownSystemTransponder = "unknown_system_transponder";
    public const string ClockStep = "clock_step";
    public const string PassingGap = "passing_gap";
    public const string Loss = "loss";
    public const string SpoolFull = "spool_full";
    public const string SpoolResumed = "spool_resumed";

    /// <summary>A rider's read of a decoder that no timing point of the track names.</summary>
    public const string UnmappedDecoder = "unmapped_decoder";

    /// <summary>A finish from few or faint reads.</summary>
    public const string WeakRead = "weak_read";
    public const string NoiseHigh = "noise_high";

    /// <summary>A moto is staged while a decoder it needs has not been heard.</summary>
    public const string DecoderSilent = "decoder_silent";

    /// <summary>A read would have changed a result that stands.</summary>
    public const string LateReadOfficial = "late_read_official";

    /// <summary>Scratching left too few riders for a race.</summary>
    public const string FewStarters = "few_starters";

    /// <summary>A result changed after a later round of its class was staged.</summary>
    public const string LaterRoundStaged = "later_round_staged";
}

/// <summary>Stable codes of <see cref="DecisionNeeded.Reason"/>.</summary>
internal static class DecisionReasons
{
    public const string FinishGrace = "finish_grace";
    public const string FinishMax = "finish_max";

    /// <summary>Several riders are past the first timing point, and no gate pulse came.</summary>
    public const string GateMissing = "gate_missing";
}

/// <summary>Stable codes of <see cref="ResultCorrected.Reason"/>.</summary>
internal static class CorrectionReasons
{
    public const string LatePassing = "late_passing";
}
