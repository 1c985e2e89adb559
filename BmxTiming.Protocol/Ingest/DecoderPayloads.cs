using BmxTiming.Protocol.Time;

namespace BmxTiming.Protocol.Ingest;

/// <summary>Payload of PASSING: a transponder, or a gate pulse, crossed a loop.</summary>
/// <param name="PassingNumber">The decoder's own counter, +1 per passing; it may restart with the decoder.</param>
/// <param name="TransponderId">Absent on some ChipX frames, which carry the code only.</param>
/// <param name="RtcTimeUs">The decoder's clock: the only clock of results.</param>
/// <param name="Strength">Signal strength, 0 to about 200; absent on gate pulses.</param>
/// <param name="Hits">Reads of this crossing; absent on gate pulses.</param>
/// <param name="Resent">The decoder sent it again on request.</param>
/// <param name="TimingPoint">The timing point this decoder stands for, where the gateway knows it.</param>
public sealed record PassingPayload(
    uint PassingNumber,
    uint? TransponderId,
    string? TransponderCode,
    Micros RtcTimeUs,
    Micros? UtcTimeUs,
    int? Strength,
    int? Hits,
    int Flags,
    uint DecoderId,
    bool Resent = false,
    string? TimingPoint = null);

/// <summary>Payload of STATUS, every five seconds or so: it also moves the engine's clock on.</summary>
/// <param name="DecoderTimeUs">The decoder's clock at this moment (measured, or last passing plus monotonic time since).</param>
/// <param name="TemperatureC">Whole degrees Celsius.</param>
/// <param name="InputVoltageDv">Tenths of a volt.</param>
public sealed record StatusPayload(
    Micros? DecoderTimeUs, int? Noise, int? Gps, int? TemperatureC, int? Satellites, int? InputVoltageDv, uint DecoderId);

/// <summary>Payload of VERSION.</summary>
/// <param name="Registration">A 64-bit number as lower-case hex, because JSON readers lose bits above 2^53.</param>
public sealed record VersionPayload(
    int? DecoderType, string? Description, string? Version, long? Release, string? Registration, int? BuildNumber, long? Options, uint DecoderId);

/// <summary>Payload of GATEWAY: what the track gateway itself has to say.</summary>
/// <param name="Kind">One of <see cref="GatewayKinds"/>.</param>
/// <param name="ToSeq">With <c>loss</c>: the last lost sequence number of this boot.</param>
/// <param name="DeltaUs">With <c>clock_step</c>: how far the decoder's clock jumped.</param>
/// <param name="OffsetUs">With <c>clock_offset</c>: server clock minus gateway clock.</param>
/// <param name="FromPassing">With <c>passing_gap</c>: first passing number that never came.</param>
public sealed record GatewayPayload(
    string Kind,
    uint? DecoderId = null,
    long? ToSeq = null,
    Micros? DeltaUs = null,
    Micros? OffsetUs = null,
    Micros? UncertaintyUs = null,
    uint? FromPassing = null,
    uint? ToPassing = null,
    string? Detail = null);

/// <summary>Values of <see cref="GatewayPayload.Kind"/>.</summary>
public static class GatewayKinds
{
    public const string DecoderConnected = "decoder_connected";
    public const string DecoderLost = "decoder_lost";
    public const string ClockStep = "clock_step";
    public const string ClockOffset = "clock_offset";
    public const string PassingGap = "passing_gap";
    public const string Loss = "loss";
    public const string SpoolFull = "spool_full";
    public const string SpoolResumed = "spool_resumed";
}
