using BmxTiming.Protocol.Ids;
using BmxTiming.TrackClient.Decoder;

namespace BmxTiming.TrackClient;

/// <summary>What the <c>run</c> verb is told.</summary>
internal sealed record RunOptions
{
    public required TrackId Track { get; init; }

    public required ClientId Client { get; init; }

    /// <summary>At least one, no address twice: there is exactly one connection to each.</summary>
    public required IReadOnlyList<DecoderAddress> Decoders { get; init; }

    public required Uri Ingest { get; init; }

    public required string TokenFile { get; init; }

    public required string SpoolDirectory { get; init; }

    public long? SpoolCapBytes { get; init; }

    public double Speed { get; init; } = 1;

    public int? StatusPort { get; init; }
}
