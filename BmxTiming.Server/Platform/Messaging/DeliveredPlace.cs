using System.Globalization;
using NATS.Client.JetStream;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>
/// Where a delivered message stands, as its reply subject tells:
/// <c>$JS.ACK.{stream}.{consumer}.{deliveries}.{stream seq}.{consumer seq}.{time in ns}.{pending}</c>. The client library splits it into
/// nine strings for each message, which was a twentieth of what reading a log costs.
/// </summary>
internal readonly record struct DeliveredPlace(ulong StreamSeq, ulong ConsumerSeq, DateTimeOffset StoredAt, ulong Pending)
{
    private const int Parts = 9;
    private const int NanosecondsPerTick = 100;

    /// <summary>Null where the message has no place. The longer form, with a domain and an account, is left to the library.</summary>
    public static DeliveredPlace? Of(INatsJSMsg<byte[]> message) => TryRead(message.ReplyTo) ?? Of(message.Metadata);

    public static DeliveredPlace? TryRead(ReadOnlySpan<char> replyTo)
    {
        Span<Range> parts = stackalloc Range[Parts + 1];
        return replyTo.StartsWith("$JS.ACK.", StringComparison.Ordinal)
            && replyTo.Split(parts, '.') == Parts
            && TryRead(replyTo[parts[5]], out var streamSeq)
            && TryRead(replyTo[parts[6]], out var consumerSeq)
            && TryRead(replyTo[parts[7]], out var storedAtNs)
            && TryRead(replyTo[parts[8]], out var pending)
                ? new DeliveredPlace(streamSeq, consumerSeq, Time(storedAtNs), pending)
                : null;
    }

    private static DeliveredPlace? Of(NatsJSMsgMetadata? metadata) => metadata is { } known
        ? new DeliveredPlace(known.Sequence.Stream, known.Sequence.Consumer, known.Timestamp, known.NumPending)
        : null;

    private static DateTimeOffset Time(ulong ns) => DateTimeOffset.UnixEpoch.AddTicks((long)(ns / NanosecondsPerTick));

    private static bool TryRead(ReadOnlySpan<char> digits, out ulong value) =>
        ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
