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

    /// <summary>A meeting's archive: the same, with the state it starts from, the official documents and a sum on each line.</summary>
    public const string ArchiveVersion = "bmx-record.v2";

    /// <summary>Longest line: the broker takes no message above 1 MiB, and base64 makes it a third longer.</summary>
    public const int MaxLineBytes = 2_000_000;

    /// <summary>Bodies may nest as deep as the reader of a message allows; a line is one level around them.</summary>
    public const int MaxDepth = 64;

    public const string Raw = "raw";
    public const string Race = "race";

    /// <summary>The engine's state before the first raw message of an archive.</summary>
    public const string State = "state";

    /// <summary>Something official, such as an entry or a result.</summary>
    public const string Document = "document";

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

    public static ReadOnlySpan<byte> KindMember => "kind"u8;

    public static ReadOnlySpan<byte> IdMember => "id"u8;
}

/// <summary>First line of a recorded file.</summary>
/// <param name="FoldVersion">The fold of the program that wrote the file; what was raced is in the events.</param>
/// <param name="ToRawSeq">Sequence of the last raw message.</param>
/// <param name="Archive">Of a meeting's archive alone.</param>
internal sealed record RecordHeader(string Format, TrackId TrackId, int FoldVersion, long ToRawSeq, ArchiveHeader? Archive = null)
{
    [JsonIgnore]
    public bool IsPartial => Archive is { Partial: true };
}

/// <param name="Closing">How often the meeting was closed; 0 = it was open when the archive was written.</param>
/// <param name="FromRawSeq">First raw message of the meeting; 0 = it has none.</param>
/// <param name="Partial">Streams had lost a part of the meeting: what was left is in the file, and cannot be verified.</param>
internal sealed record ArchiveHeader(
    MeetingId MeetingId, int Closing, long FromRawSeq, long FirstEventSeq, long LastEventSeq, bool Partial = false);

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
