using System.Net;

namespace BmxTiming.TrackClient.Decoder;

internal sealed record DecoderOptions
{
    /// <summary>Decoders listen here; they take four clients at most, so there is exactly one long-lived connection.</summary>
    public const int DefaultPort = 5403;

    public required DnsEndPoint EndPoint { get; init; }

    /// <summary>Decoder seconds per second: 1, or the speed of a simulator.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Name of the timing point this decoder stands for, when it stands for one.</summary>
    public string? TimingPoint { get; init; }

    /// <summary>STATUS comes about every 5 s; silence for longer than this is shown.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Silence for longer than this ends the connection: a half-open TCP connection never ends by itself.</summary>
    public TimeSpan ReconnectAfter { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan FirstReconnectDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan MaxReconnectDelay { get; init; } = TimeSpan.FromSeconds(5);
}
