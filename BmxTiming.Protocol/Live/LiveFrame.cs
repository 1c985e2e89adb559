using System.Text.Json;
using System.Text.Json.Serialization;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Protocol.Live;

/// <summary>One message from the server on the live socket.</summary>
public sealed record LiveFrame
{
    /// <summary>One of <see cref="LiveKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>One of <see cref="LiveChannels"/>.</summary>
    public required string Channel { get; init; }

    /// <summary>Absent only on the error that refuses a subscription whose track could not be read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public TrackId? TrackId { get; init; }

    /// <summary>The meeting; absent while none is staged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public MeetingId? EventId { get; init; }

    /// <summary>race: <c>race_seq</c>. decoder: sequence in the raw stream, increasing with holes.</summary>
    public required long Seq { get; init; }

    /// <summary>The frame delivered before this one in the same scope; a client that holds another number asks for a resync.</summary>
    public required long PrevSeq { get; init; }

    public required Micros TsUs { get; init; }

    public required JsonElement Payload { get; init; }
}

public static class LiveKinds
{
    public const string Snapshot = "snapshot";
    public const string Event = "event";
    public const string Heartbeat = "heartbeat";
    public const string Error = "error";
}

public static class LiveChannels
{
    public const string Race = "race";
    public const string Decoder = "decoder";
}

public sealed record HeartbeatPayload(
    Micros ServerTimeUs,
    int IntervalMs,
    long LagMs,
    double? EchoT0Ms = null);

/// <param name="Strategy">One of <see cref="LiveStrategies"/>.</param>
public sealed record LiveErrorPayload(string Code, string Message, string Strategy, int? RetryAfterMs);

public static class LiveErrorCodes
{
    public const string InvalidSubscription = "invalid_subscription";
    public const string Unauthorized = "unauthorized";
    public const string ForbiddenTrack = "forbidden_track";
    public const string SlowConsumer = "slow_consumer";
    public const string UpstreamUnavailable = "upstream_unavailable";
    public const string ServerShutdown = "server_shutdown";
    public const string RateLimited = "rate_limited";
}

public static class LiveStrategies
{
    public const string Reconnect = "reconnect";
    public const string Resync = "resync";
    public const string Fatal = "fatal";
}

/// <summary>WebSocket close codes of the live socket.</summary>
public static class LiveCloseCodes
{
    public const int Invalid = 4400;
    public const int Unauthorized = 4401;
    public const int Forbidden = 4403;
    public const int Slow = 4408;
    public const int Restart = 1012;
    public const int Later = 1013;
}

public static class LiveSubprotocols
{
    public const string V1 = "bmx.v1";

    /// <summary>Followed by the token itself.</summary>
    public const string TokenPrefix = "bmx.jwt.";
}

/// <summary>A frame from the client: <c>ping</c> or <c>resync</c>.</summary>
public sealed record LiveClientFrame(string Kind, double? T0Ms = null)
{
    public const string Ping = "ping";
    public const string Resync = "resync";
}

/// <summary>
/// Members that the gateway writes in front of a log payload, so that one flat object reaches the client:
/// <c>{"kind": "split_time", …race event payload}</c> on the race channel and
/// <c>{"message_type": "PASSING", "client_id": …, "captured_at_us": …, …raw payload}</c> on the decoder channel.
/// </summary>
public static class LivePayloadMembers
{
    public const string Kind = "kind";
    public const string MessageType = "message_type";
    public const string ClientId = "client_id";
    public const string CapturedAtUs = "captured_at_us";
}

/// <summary>Snapshot of the decoder channel; its entries are event payloads of that channel.</summary>
/// <param name="Status">Last STATUS of each decoder, by decoder id.</param>
/// <param name="Passings">The last <see cref="MaxPassings"/> passings, oldest first.</param>
public sealed record DecoderSnapshot(IReadOnlyList<JsonElement> Status, IReadOnlyList<JsonElement> Passings)
{
    public const int MaxPassings = 50;
}
