using System.Globalization;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Protocol.P3;

/// <summary>P3 records → payloads of the raw log. Null where a record lacks what its payload must have, or holds what none can.</summary>
public static class P3PayloadMapper
{
    public static PassingPayload? Map(P3Passing passing, uint lastDecoderId, string? timingPoint)
    {
        ArgumentNullException.ThrowIfNull(passing);
        if (!passing.IsComplete || passing.RtcTimeUs is not { } rtc || rtc > long.MaxValue)
        {
            return null;
        }

        return new PassingPayload(
            passing.PassingNumber!.Value,
            passing.TransponderId,
            passing.TransponderCode,
            new Micros((long)rtc),
            passing.UtcTimeUs is { } utc and <= long.MaxValue ? new Micros((long)utc) : null,
            passing.Strength,
            passing.Hits,
            passing.PassingFlags ?? 0,
            passing.DecoderId ?? lastDecoderId,
            TimingPoint: timingPoint);
    }

    public static StatusPayload Map(P3Status status, uint lastDecoderId, Micros? decoderTimeUs)
    {
        ArgumentNullException.ThrowIfNull(status);
        return new(
            decoderTimeUs,
            status.Noise,
            status.Gps,
            status.TemperatureC,
            status.Satellites,
            status.InputVoltageDv,
            status.DecoderId ?? lastDecoderId);
    }

    public static VersionPayload Map(P3Version version, uint lastDecoderId)
    {
        ArgumentNullException.ThrowIfNull(version);
        return new(
            version.DecoderType,
            version.Description,
            version.VersionText,
            version.Release,
            version.Registration?.ToString("x16", CultureInfo.InvariantCulture),
            version.BuildNumber,
            version.Options,
            version.DecoderId ?? lastDecoderId);
    }
}
