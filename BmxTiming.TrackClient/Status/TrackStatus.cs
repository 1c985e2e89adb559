using System.Text.Json.Serialization;

namespace BmxTiming.TrackClient.Status;

/// <summary>Everything an operator may want to know about this gateway at one moment. Holds no token and no rider.</summary>
internal sealed record TrackStatus(
    string State,
    string TrackId,
    string ClientId,
    string BootId,
    long NowUs,
    DecoderPart Decoder,
    SpoolPart Spool,
    UplinkPart Uplink);

internal sealed record DecoderPart(
    string State,
    string EndPoint,
    uint? DecoderId,
    long Connections,
    long SilenceMs,
    uint? LastPassingNumber,
    int? Noise,
    int? TemperatureC,
    long Frames,
    long CrcFailures,
    long UnknownRecords,
    long UnusablePassings);

internal sealed record SpoolPart(long LastSeq, long UnsentRecords, long UsedBytes, long CapBytes, bool Full);

internal sealed record UplinkPart(
    string State,
    long SinceUs,
    string? Code,
    string? Detail,
    long? LastConfirmedUs,
    long? ClockOffsetUs,
    long? ClockUncertaintyUs,
    long Batches,
    long Conflicts,
    long DeclaredLost);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrackStatus))]
internal sealed partial class StatusJson : JsonSerializerContext;
