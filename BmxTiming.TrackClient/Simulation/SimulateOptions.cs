using System.Net;
using BmxTiming.Protocol.Ids;

namespace BmxTiming.TrackClient.Simulation;

internal enum ScenarioName
{
    CleanRace,
    PhotoFinish,
    Idle,
    Replay,
}

/// <summary>What the <c>simulate</c> verb is told.</summary>
internal sealed record SimulateOptions
{
    public const uint DefaultDecoderId = 135_059;

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

    public Uri? Director { get; init; }

    public TrackId? Track { get; init; }
}
