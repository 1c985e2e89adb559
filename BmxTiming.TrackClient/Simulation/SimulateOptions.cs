using System.Net;
using BmxTiming.Protocol.Ids;
using BmxTiming.TrackClient.Simulation.Scenarios;

namespace BmxTiming.TrackClient.Simulation;

/// <summary>What the <c>simulate</c> verb is told.</summary>
internal sealed record SimulateOptions
{
    public const uint DefaultDecoderId = 135_059;

    /// <summary>Of the scenario corrupt-bytes, unless a rate is given.</summary>
    public const double DefaultCorruptRate = 0.02;

    /// <summary>Of the race director; the engine's own grace is 20 s.</summary>
    public static readonly TimeSpan DefaultResultPatience = TimeSpan.FromSeconds(40);

    public required IPEndPoint Listen { get; init; }

    public required ScenarioName Scenario { get; init; }

    public string? File { get; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>Simulated seconds per second; infinite for a replay as fast as the reader takes it.</summary>
    public double Speed { get; init; } = 1;

    public DecoderProfile Profile { get; init; }

    public uint? DecoderId { get; init; }

    public int MaxClients { get; init; } = 4;

    public int? ChunkBytes { get; init; }

    /// <summary>Part of the frames in which a byte is changed.</summary>
    public double? CorruptRate { get; init; }

    /// <summary>Part of the frames behind which the connection breaks.</summary>
    public double DropRate { get; init; }

    /// <summary>Port of discovery; null = that of the TCP side.</summary>
    public int? UdpPort { get; init; }

    public Uri? Director { get; init; }

    public TrackId? Track { get; init; }

    /// <summary>Simulated time the director waits for a result before it ends the race without one.</summary>
    public TimeSpan ResultPatience { get; init; } = DefaultResultPatience;

    public WireFaults Faults => new(
        ChunkBytes ?? (Scenario == ScenarioName.OneByteChunks ? 1 : null),
        CorruptRate ?? (Scenario == ScenarioName.CorruptBytes ? DefaultCorruptRate : 0),
        DropRate);
}
