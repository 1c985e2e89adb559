using System.Text.Json;
using System.Text.Json.Serialization;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>
/// State of a track after the raw message <see cref="RawSeq"/>, with the snapshot that goes with it. A shortcut: the
/// log alone gives the same state, so a checkpoint of another fold or format is ignored rather than migrated.
/// </summary>
internal sealed record EngineCheckpoint
{
    /// <summary>Changes whenever the stored form does.</summary>
    public const int CurrentFormat = 2;

    public required int Format { get; init; }

    public required int FoldVersion { get; init; }

    public required long RawSeq { get; init; }

    public required RaceState State { get; init; }

    public required RaceSnapshot Snapshot { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, EngineJson.Default.EngineCheckpoint);

    /// <summary><c>null</c> for what this engine cannot use; it then folds from the start of the log.</summary>
    public static EngineCheckpoint? TryRead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var checkpoint = JsonSerializer.Deserialize(bytes, EngineJson.Default.EngineCheckpoint);
            return checkpoint is { Format: CurrentFormat, FoldVersion: RaceFold.FoldVersion } ? checkpoint : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A passing mark as <c>[rtc, transponder, code?]</c>: thousands of them are in a checkpoint.</summary>
internal sealed class PassingMarkConverter : JsonConverter<PassingMark>
{
    public override PassingMark Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray || !reader.Read() || !reader.TryGetInt64(out var rtcUs)
            || !reader.Read() || !reader.TryGetUInt32(out var transponder) || !reader.Read())
        {
            throw new JsonException("a passing mark was expected");
        }

        string? code = null;
        if (reader.TokenType == JsonTokenType.String)
        {
            code = reader.GetString();
            reader.Read();
        }

        return reader.TokenType == JsonTokenType.EndArray
            ? new PassingMark(new Micros(rtcUs), transponder, code)
            : throw new JsonException("a passing mark has two or three members");
    }

    public override void Write(Utf8JsonWriter writer, PassingMark value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.RtcTimeUs.Value);
        writer.WriteNumberValue(value.TransponderId);
        if (value.TransponderCode is { } code)
        {
            writer.WriteStringValue(code);
        }

        writer.WriteEndArray();
    }
}

/// <summary>Get-only members are derived from the others and are not stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(PassingMarkConverter)],
    GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(EngineCheckpoint))]
internal sealed partial class EngineJson : JsonSerializerContext;
