using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using BmxTiming.Protocol.Streams;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>A message that a role gave up on, with its bytes as they came.</summary>
/// <param name="Seq">Its sequence in the dead-letter stream: what people call it by.</param>
/// <param name="Source">The role.</param>
/// <param name="LetterId">The same message given up for the same reason of place has the same id.</param>
/// <param name="Reason">Stable code.</param>
/// <param name="Copies">How often it was sent; more than once when a role read a log again from far back.</param>
internal sealed record DeadLetter(
    long Seq, string Source, string LetterId, string Reason, DeadLetterOrigin Origin, DateTimeOffset StoredAt, ReadOnlyMemory<byte> Body,
    int Copies = 1)
{
    /// <summary>Ingest: the number is on the log with another payload.</summary>
    public const string Conflict = "conflict";

    /// <summary>The bytes are not what this place of the log holds.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>Taking it in failed each time it was tried.</summary>
    public const string Failed = "failed";

    private const string NoReason = "unknown";

    /// <summary>SHA-256 of the body, in hex: two letters with one id and other bytes are two letters.</summary>
    public string BodyHash { get; } = Convert.ToHexStringLower(SHA256.HashData(Body.Span));

    /// <summary><c>{stream}:{seq}:{source}</c></summary>
    public static string IdOf(string stream, long seq, string source) =>
        string.Create(CultureInfo.InvariantCulture, $"{stream}:{seq}:{source}");

    public static IReadOnlyDictionary<string, string> HeadersOf(string reason, DeadLetterOrigin origin)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [MessageHeaders.Reason] = reason,
            [MessageHeaders.OriginStream] = origin.Stream,
            [MessageHeaders.OriginSubject] = origin.Subject,
            [MessageHeaders.OriginHeaders] = JsonSerializer.Serialize(origin.Headers),
        };
        if (origin.Seq is { } seq)
        {
            headers[MessageHeaders.OriginSeq] = seq.ToString(CultureInfo.InvariantCulture);
        }

        return headers;
    }

    public static DeadLetter Read(LogMessage message) => new(
        (long)message.StreamSeq,
        Subjects.DeadLetterSource(message.Subject),
        message.MessageId ?? "",
        message.Header(MessageHeaders.Reason) ?? NoReason,
        new DeadLetterOrigin(
            message.Header(MessageHeaders.OriginStream) ?? "",
            message.Header(MessageHeaders.OriginSubject) ?? "",
            message.NumberHeader(MessageHeaders.OriginSeq),
            HeadersOf(message.Header(MessageHeaders.OriginHeaders))),
        message.StoredAt,
        message.Data);

    private static IReadOnlyDictionary<string, string> HeadersOf(string? json)
    {
        try
        {
            return json is null ? DeadLetterOrigin.NoHeaders : JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? DeadLetterOrigin.NoHeaders;
        }
        catch (JsonException)
        {
            return DeadLetterOrigin.NoHeaders;
        }
    }
}

/// <summary>Where a dead letter comes from.</summary>
/// <param name="Seq">Absent when it never got onto the stream.</param>
internal sealed record DeadLetterOrigin(string Stream, string Subject, long? Seq, IReadOnlyDictionary<string, string> Headers)
{
    public static IReadOnlyDictionary<string, string> NoHeaders { get; } = new Dictionary<string, string>();
}
