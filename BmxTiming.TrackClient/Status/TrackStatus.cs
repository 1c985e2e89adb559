using System.Text.Json.Serialization;

namespace BmxTiming.TrackClient.Status;

/// <summary>Everything an operator may want to know about this gateway at one moment. Holds no token and no rider.</summary>
/// <param name="State"><c>setup, waiting, ok, offline, full, clock</c> or <c>fault</c>.</param>
/// <param name="Problems">What is not well, the most urgent first; empty when all is.</param>
internal sealed record TrackStatus(
    string State,
    string Word,
    string? Detail,
    string Advice,
    IReadOnlyList<ProblemPart> Problems,
    string TrackId,
    string ClientId,
    string BootId,
    string Version,
    long NowUs,
    string LocalTime,
    IReadOnlyList<DecoderPart> Decoders,
    SpoolPart Spool,
    UplinkPart Uplink,
    HistoryPart History)
{
    /// <summary>The first decoder: most gateways have one.</summary>
    [JsonIgnore]
    public DecoderPart Decoder => Decoders[0];
}

internal sealed record ProblemPart(string State, string? Detail, string Advice);

/// <param name="LastPassingAgeMs">Since any decoder of this gateway reported a passing.</param>
/// <param name="InputVoltageDv">Tenths of a volt.</param>
/// <param name="LostPassings">Passings that the decoder counted and could not send again.</param>
internal sealed record DecoderPart(
    string State,
    string EndPoint,
    string? TimingPoint,
    uint? DecoderId,
    long Connections,
    long SilenceMs,
    uint? LastPassingNumber,
    long? LastPassingAgeMs,
    int? Noise,
    int? TemperatureC,
    int? InputVoltageDv,
    long Frames,
    long CrcFailures,
    long UnknownRecords,
    long UnusablePassings,
    long ResendRequests,
    long ResentPassings,
    long LostPassings);

/// <param name="OldestUnsentAgeMs">Since the oldest record that waits was captured; absent when all is sent.</param>
/// <param name="Boots">Starts of this gateway that the spool holds records of.</param>
/// <param name="DamagedPlaces">Places on the disk where a record could not be read; what this cost is declared on the log.</param>
internal sealed record SpoolPart(
    long LastSeq, long UnsentRecords, long? OldestUnsentAgeMs, long UsedBytes, long CapBytes, bool Full, int Boots, int DamagedPlaces);

internal sealed record UplinkPart(
    string State,
    long SinceUs,
    string? Code,
    string? Detail,
    long? LastConfirmedUs,
    long? RoundTripUs,
    long? ClockOffsetUs,
    long? ClockUncertaintyUs,
    long Batches,
    long Records,
    long Duplicates,
    long Failures,
    long Gaps,
    long Regressions,
    long Conflicts,
    long DeclaredLost);

/// <summary>The last ten minutes, oldest first; the last bucket is the one that is filling.</summary>
/// <param name="Passings">Passings read in each bucket.</param>
/// <param name="Unsent">Most records that waited in each bucket.</param>
internal sealed record HistoryPart(int BucketSeconds, IReadOnlyList<long> Passings, IReadOnlyList<long> Unsent);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrackStatus))]
internal sealed partial class StatusJson : JsonSerializerContext;
