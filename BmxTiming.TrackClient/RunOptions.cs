using System.Net;
using BmxTiming.Protocol.Ids;

namespace BmxTiming.TrackClient;

/// <summary>What the <c>run</c> verb is told.</summary>
internal sealed record RunOptions
{
    public required TrackId Track { get; init; }

    public required ClientId Client { get; init; }

    public required DnsEndPoint Decoder { get; init; }

    public required Uri Ingest { get; init; }

    public required string TokenFile { get; init; }

    public required string SpoolDirectory { get; init; }

    public long? SpoolCapBytes { get; init; }

    public double Speed { get; init; } = 1;

    public string? TimingPoint { get; init; }

    public int? StatusPort { get; init; }
}
