using System.Collections.Immutable;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>Who sent a message and when it was read, on the sender's clock (for latency only, never for results).</summary>
internal sealed record InputSource(ClientId ClientId, BootId BootId, long Seq, Micros CapturedAtUs);

/// <summary>One message of a track's log, as the fold understands it.</summary>
internal abstract record RaceInput(InputSource Source);

/// <param name="TransponderId">Absent or 0 on frames that carry the code only.</param>
/// <param name="RtcTimeUs">The decoder's clock: the only clock of results.</param>
/// <param name="Resent">The decoder sent it again on request, so it may be older than what came before it.</param>
/// <param name="TimingPoint">Where the gateway knows which timing point its decoder stands for.</param>
/// <param name="Strength">Of the signal; absent on gate pulses.</param>
/// <param name="Hits">Reads of this crossing; absent on gate pulses.</param>
internal sealed record PassingInput(
    InputSource Source,
    uint DecoderId,
    uint PassingNumber,
    uint? TransponderId,
    string? TransponderCode,
    Micros RtcTimeUs,
    bool Resent,
    string? TimingPoint,
    int? Strength,
    int? Hits) : RaceInput(Source)
{
    public Tag Tag => new(TransponderId, TransponderCode);
}

/// <param name="DecoderTimeUs">The decoder's clock at this moment; absent when it never told one.</param>
internal sealed record StatusInput(InputSource Source, uint DecoderId, Micros? DecoderTimeUs, int? Noise) : RaceInput(Source);

/// <summary>What a gateway has to say of itself or of its decoder.</summary>
internal sealed record GatewayInput(
    InputSource Source, GatewayNotice Notice, uint? DecoderId, Micros? DeltaUs, Micros? OffsetUs, string? Detail) : RaceInput(Source);

internal enum GatewayNotice
{
    DecoderConnected,
    DecoderLost,
    ClockStep,
    ClockOffset,
    PassingGap,
    Loss,
    SpoolFull,
    SpoolResumed,
}

/// <summary>A message that decides nothing in a race (VERSION).</summary>
internal sealed record NoticeInput(InputSource Source) : RaceInput(Source);

/// <summary>A message of a type this fold does not know: stays on the log, is counted.</summary>
internal sealed record UnknownInput(InputSource Source) : RaceInput(Source);

/// <summary>A message that could not be processed; the skip itself becomes part of the track's history.</summary>
internal sealed record DeadLetteredInput(InputSource Source) : RaceInput(Source)
{
    /// <summary>For bytes that do not even tell their sender.</summary>
    public static readonly InputSource NoSource = new(default, default, 0, Micros.Zero);
}

/// <summary>A command of race control.</summary>
internal abstract record IntentInput(InputSource Source, Intent Intent) : RaceInput(Source);

/// <param name="RunVersion">The version the operator saw; absent = whatever it is.</param>
internal sealed record Intent(MessageId IntentId, string Name, string Actor, long? RunVersion);

internal sealed record StageInput(InputSource Source, Intent Intent, int FoldVersion, RacePlan Plan, ImmutableArray<Moto> NextMotos)
    : IntentInput(Source, Intent);

internal sealed record UnstageInput(InputSource Source, Intent Intent, RunId? RunId) : IntentInput(Source, Intent);

internal sealed record ResetInput(InputSource Source, Intent Intent, RunId? RunId, string? Reason) : IntentInput(Source, Intent);

internal sealed record ForceFinishInput(InputSource Source, Intent Intent, RunId? RunId) : IntentInput(Source, Intent);

/// <summary>The inverse of ending a run and of abandoning it.</summary>
internal sealed record ReopenInput(InputSource Source, Intent Intent, RunId? RunId) : IntentInput(Source, Intent);

/// <param name="Track">The layout to time with; absent = practice ends.</param>
internal sealed record PracticeInput(InputSource Source, Intent Intent, Layout? Track) : IntentInput(Source, Intent);

/// <param name="Clock"><see cref="ClockSource.Gate"/> = the pulse that started nothing is attached.</param>
internal sealed record GateInput(
    InputSource Source, Intent Intent, RunId? RunId, ClockSource Clock, Micros? TimeUs, uint? DecoderId) : IntentInput(Source, Intent);

internal sealed record OfficialInput(InputSource Source, Intent Intent, RunId? RunId, bool Official) : IntentInput(Source, Intent);

/// <summary>An official changes what a run is made of.</summary>
/// <param name="Note">Why, in the official's words.</param>
internal sealed record CorrectionInput(InputSource Source, Intent Intent, RunId? RunId, Correction Correction, string? Note)
    : IntentInput(Source, Intent);

internal sealed record ProgrammeInput(InputSource Source, Intent Intent, Meeting Meeting, ImmutableArray<Moto> NextMotos)
    : IntentInput(Source, Intent);

/// <summary>An intent whose name or details this fold does not know: refused, so that the operator hears of it.</summary>
internal sealed record UnsupportedIntentInput(InputSource Source, Intent Intent, string Code) : IntentInput(Source, Intent);
