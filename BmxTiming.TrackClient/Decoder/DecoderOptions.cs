using System.Net;

namespace BmxTiming.TrackClient.Decoder;

internal sealed record DecoderOptions
{
    /// <summary>Decoders listen here; they take four clients at most, so there is exactly one long-lived connection.</summary>
    public const int DefaultPort = 5403;

    /// <summary>Decoders send their STATUS here over UDP, and answer questions that came from here.</summary>
    public const int DiscoveryPort = 5303;

    /// <summary>How often a connection is looked at.</summary>
    public static readonly TimeSpan TickPeriod = TimeSpan.FromMilliseconds(250);

    /// <summary>However fast a simulator is, this machine pauses no shorter: silence is not judged in less than this part of its time.</summary>
    private const double MostSpeedUp = 4;

    public required DnsEndPoint EndPoint { get; init; }

    /// <summary>Decoder seconds per second: 1, or the speed of a simulator.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Name of the timing point this decoder stands for, when it stands for one.</summary>
    public string? TimingPoint { get; init; }

    /// <summary>Folder of the bookmarks; null = they live as long as the process.</summary>
    public string? BookmarkFolder { get; init; }

    /// <summary>The admin flag: frames that change the decoder may be sent. No verb sets it.</summary>
    public bool MayChangeDecoder { get; init; }

    /// <summary>STATUS comes about every 5 s; no frame for longer than this is shown.</summary>
    public TimeSpan StaleAfter => AtSpeed(TimeSpan.FromSeconds(12));

    /// <summary>No frame for longer than this ends the connection: a half-open TCP connection never ends by itself.</summary>
    public TimeSpan ReconnectAfter => AtSpeed(TimeSpan.FromSeconds(30));

    /// <summary>Between two WATCHDOG frames.</summary>
    public TimeSpan KeepAlivePeriod { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A decoder takes a request of twenty bytes at once, or it is gone.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan FirstReconnectDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan MaxReconnectDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary><c>HOST:PORT</c>.</summary>
    public string Name => $"{EndPoint.Host}:{EndPoint.Port}";

    private TimeSpan AtSpeed(TimeSpan silence) => silence / Math.Min(Speed, MostSpeedUp);
}
