using System.Text.Json.Serialization;
using BmxTiming.Protocol.Ids;

namespace BmxTiming.Server.RaceEngine.Replay;

/// <summary>
/// A recorded race in one file: gzip of lines of JSON. A header, the messages in the order of the raw log with the events
/// behind the message they derive from, and the SHA-256 of everything before the last line.
/// </summary>
internal static class RecordFormat
{
    public const string Version = "bmx-record.v1";

    /// <summary>Longest line: the broker takes no message above 1 MiB, and base64 makes it a third longer.</summary>
    public const int MaxLineBytes = 2_000_000;

    /// <summary>Bodies may nest as deep as the reader of a message allows; a line is one level around them.</summary>
    public const int MaxDepth = 64;

    public const string Raw = "raw";
    public const string Race = "race";

    public static ReadOnlySpan<byte> LogMember => "log"u8;

    public static ReadOnlySpan<byte> SeqMember => "seq"u8;

    public static ReadOnlySpan<byte> RawSeqMember => "raw_seq"u8;

    public static ReadOnlySpan<byte> OrdinalMember => "ordinal"u8;

    public static ReadOnlySpan<byte> FoldMember => "fold"u8;

    /// <summary>The message as it is, where it is JSON.</summary>
    public static ReadOnlySpan<byte> BodyMember => "body"u8;

    /// <summary>The bytes of a message that is no JSON, or that would not come back from a line to the last byte.</summary>
    public static ReadOnlySpan<byte> Base64Member => "base64"u8;

    public static ReadOnlySpan<byte> Sha256Member => "sha256"u8;
}

/// <summary>First line of a recorded file.</summary>
/// <param name="FoldVersion">The fold of the program that wrote the file; what was raced is in the events.</param>
/// <param name="ToRawSeq">Sequence of the last raw message.</param>
internal sealed record RecordHeader(string Format, TrackId TrackId, int FoldVersion, long ToRawSeq);

/// <summary>Last line of a recorded file.</summary>
internal sealed record RecordTrailer(long Raw, long Race, string Sha256);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(RecordHeader))]
[JsonSerializable(typeof(RecordTrailer))]
[JsonSerializable(typeof(ReplayDifference))]
internal sealed partial class RecordJson : JsonSerializerContext;
