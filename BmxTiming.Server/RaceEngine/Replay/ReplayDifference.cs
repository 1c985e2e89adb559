using System.Text;
using System.Text.Json;

namespace BmxTiming.Server.RaceEngine.Replay;

/// <summary>Where the stored history and the fold do not agree.</summary>
/// <param name="Difference"><see cref="Bytes"/>, <see cref="Missing"/> or <see cref="Unexpected"/>.</param>
/// <param name="StreamSeq">Sequence of the stored event in its stream; absent when there is none.</param>
/// <param name="Kind">Kind of the event; <c>?</c> when it cannot be read.</param>
/// <param name="AtByte">First byte that differs, from 0.</param>
/// <param name="Stored">What is stored around that byte.</param>
/// <param name="Folded">What the fold says there.</param>
internal sealed record ReplayDifference(
    string Difference, long RawSeq, int Ordinal, long? StreamSeq, string Kind, int? AtByte, string? Stored, string? Folded)
{
    /// <summary>Both have the event, with other bytes.</summary>
    public const string Bytes = "bytes";

    /// <summary>The fold gives an event that is not stored.</summary>
    public const string Missing = "missing";

    /// <summary>An event is stored that the fold does not give, or gives once and is stored twice.</summary>
    public const string Unexpected = "unexpected";

    private const int Before = 24;
    private const int Around = 96;

    public static ReplayDifference InBytes(RecordedEvent stored, ReadOnlyMemory<byte> folded)
    {
        var at = stored.Body.Span.CommonPrefixLength(folded.Span);
        return new(
            Bytes, stored.RawSeq, stored.Ordinal, stored.StreamSeq, KindOf(stored.Body), at, Excerpt(stored.Body, at), Excerpt(folded, at));
    }

    public static ReplayDifference IsMissing(long rawSeq, int ordinal, ReadOnlyMemory<byte> folded) =>
        new(Missing, rawSeq, ordinal, null, KindOf(folded), null, null, Excerpt(folded, 0));

    public static ReplayDifference IsUnexpected(RecordedEvent stored) =>
        new(Unexpected, stored.RawSeq, stored.Ordinal, stored.StreamSeq, KindOf(stored.Body), null, Excerpt(stored.Body, 0), null);

    private static string Excerpt(ReadOnlyMemory<byte> body, int at)
    {
        var start = Math.Max(0, Math.Min(at, body.Length) - Before);
        return Encoding.UTF8.GetString(body.Span[start..Math.Min(body.Length, start + Around)]);
    }

    private static string KindOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("kind"u8, out var kind) && kind.ValueKind == JsonValueKind.String
                ? kind.GetString()!
                : "?";
        }
        catch (JsonException)
        {
            return "?";
        }
    }
}
