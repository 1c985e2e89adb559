using System.Globalization;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.ReadModels;

/// <summary>
/// What a decoder said last. Latest values only, no counts, so that it is the same however much of the log is still there.
/// </summary>
internal sealed record DecoderHealth
{
    /// <summary>See <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    public required string TrackId { get; init; }

    public required uint DecoderId { get; init; }

    /// <summary>The gateway that was heard from last.</summary>
    public ClientId ClientId { get; init; }

    /// <summary>When that was, on the gateway's clock.</summary>
    public Micros HeardAtUs { get; init; }

    /// <summary>Absent while no gateway has told.</summary>
    public bool? Connected { get; init; }

    public Micros? ConnectionChangedAtUs { get; init; }

    public DecoderStatus? Status { get; init; }

    public DecoderPassing? LastPassing { get; init; }

    public DecoderVersion? Version { get; init; }

    /// <summary>Sequence, in the raw stream, of the last message in it.</summary>
    public long StreamSeq { get; init; }

    public static string IdOf(TrackId track, uint decoder) => string.Create(CultureInfo.InvariantCulture, $"{track.Value}:{decoder}");
}

/// <param name="AtUs">Capture time.</param>
/// <param name="DecoderTimeUs">The decoder's own clock.</param>
/// <param name="TemperatureC">Whole degrees Celsius.</param>
/// <param name="InputVoltageDv">Tenths of a volt.</param>
internal sealed record DecoderStatus(
    Micros AtUs, Micros? DecoderTimeUs, int? Noise, int? Gps, int? TemperatureC, int? Satellites, int? InputVoltageDv);

/// <param name="AtUs">Capture time.</param>
/// <param name="RtcTimeUs">The decoder's own clock.</param>
internal sealed record DecoderPassing(Micros AtUs, uint PassingNumber, uint? TransponderId, Micros RtcTimeUs, int? Strength, int? Hits);

/// <param name="AtUs">Capture time.</param>
internal sealed record DecoderVersion(Micros AtUs, string? Description, string? Version, string? Registration);
