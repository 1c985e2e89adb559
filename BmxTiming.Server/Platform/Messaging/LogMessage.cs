using System.Globalization;
using NATS.Client.Core;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>One stored message.</summary>
/// <param name="StreamSeq">Its sequence in the stream: increasing along a subject, with holes.</param>
/// <param name="Pending">Messages of the same subject behind it when it was delivered; 0 at the end of the log.</param>
internal readonly record struct LogMessage(
    string Subject, ulong StreamSeq, ReadOnlyMemory<byte> Data, NatsHeaders? Headers, ulong Pending)
{
    /// <summary>When the broker stored it.</summary>
    public DateTimeOffset StoredAt { get; init; }

    public string? MessageId => Header("Nats-Msg-Id");

    public string? Header(string name) => Headers is not null && Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>All headers as texts.</summary>
    public IReadOnlyDictionary<string, string> HeaderTexts() =>
        Headers?.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.Ordinal) ?? [];

    public long? NumberHeader(string name) =>
        long.TryParse(Header(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
