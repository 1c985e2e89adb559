using System.ComponentModel.DataAnnotations;

namespace BmxTiming.Server.LiveGateway;

/// <summary>Bounds of the live gateway. What happens at each bound is said beside it.</summary>
internal sealed class LiveGatewayOptions
{
    public const string Section = "LiveGateway";

    /// <summary>Frames kept per track and channel; a client that falls further behind gets a fresh snapshot.</summary>
    [Range(16, 1_000_000)]
    public int RingFrames { get; set; } = 4096;

    /// <summary>Live connections of this process; the next one is told to come back later.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>Sockets beyond that which are upgraded to be told so at the same time; further ones get 503 instead.</summary>
    [Range(0, 100_000)]
    public int MaxRefusals { get; set; } = 1_000;

    /// <summary>Tracks × channels read at once; the next one is refused with <c>upstream_unavailable</c>.</summary>
    [Range(1, 10_000)]
    public int MaxFeeds { get; set; } = 512;

    /// <summary>Kernel send buffer per socket: stalled clients would else hold more than a megabyte each.</summary>
    [Range(4 * 1024, 4 * 1024 * 1024)]
    public int SocketSendBufferBytes { get; set; } = 32 * 1024;

    /// <summary>A send takes at most this many bytes plus one frame; the rest follows in the next one.</summary>
    [Range(1024, 1024 * 1024)]
    public int MaxBurstBytes { get; set; } = 64 * 1024;

    /// <summary>How long a track is read on after its last client left.</summary>
    [Range(0, 3_600_000)]
    public int LingerMs { get; set; } = 60_000;

    /// <summary>How long a new client waits for a track's first snapshot before <c>upstream_unavailable</c>, and one that resumes for what it has seen already.</summary>
    [Range(100, 60_000)]
    public int JoinTimeoutMs { get; set; } = 5_000;

    /// <summary>A send blocked for longer ends the connection with 4408.</summary>
    [Range(100, 60_000)]
    public int SendTimeoutMs { get; set; } = 10_000;

    /// <summary>How long a closed client may take to read its last frames before the connection is cut.</summary>
    [Range(0, 60_000)]
    public int CloseGraceMs { get; set; } = 3_000;

    /// <summary>A client that leaves the ring twice within this time is closed with 4408.</summary>
    [Range(0, 3_600_000)]
    public int SlowWindowMs { get; set; } = 60_000;

    [Range(100, 60_000)]
    public int RacingHeartbeatMs { get; set; } = 2_000;

    [Range(100, 60_000)]
    public int IdleHeartbeatMs { get; set; } = 10_000;

    /// <summary>A longer frame from a client ends the connection with 4400.</summary>
    [Range(128, 64 * 1024)]
    public int MaxClientFrameBytes { get; set; } = 4 * 1024;

    /// <summary>More frames from a client end the connection with <c>rate_limited</c>.</summary>
    [Range(1, 1000)]
    public int ClientFramesPerSecond { get; set; } = 5;

    /// <summary>Stream sequences read back behind a race snapshot, so that clients can resume after a restart of the gateway.</summary>
    [Range(0, 1_000_000)]
    public int RaceBackfillSequences { get; set; } = 2_000;

    /// <summary>Stream sequences read back at first for the snapshot of the decoder channel.</summary>
    [Range(0, 1_000_000)]
    public int DecoderBackfillSequences { get; set; } = 2_000;

    /// <summary>Sequences read back at most while they hold too few passings; then the snapshot has fewer.</summary>
    [Range(0, 10_000_000)]
    public int MaxDecoderBackfillSequences { get; set; } = 1_000_000;

    /// <summary>Origins allowed beside the gateway's own, such as <c>https://boards.example.org</c>.</summary>
    public string[] AllowedOrigins { get; set; } = [];
}
