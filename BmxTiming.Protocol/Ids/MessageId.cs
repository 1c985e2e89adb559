using System.Text.Json;
using System.Text.Json.Serialization;

namespace BmxTiming.Protocol.Ids;

/// <summary>The UUID of one message on a log. New ones are version 7; ids a replay must recreate are derived (version 8).</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct MessageId(Guid Value) : IComparable<MessageId>
{
    public static MessageId New() => new(Guid.CreateVersion7());

    public static bool TryParse(string? text, out MessageId id)
    {
        var valid = Guid.TryParseExact(text, "D", out var value);
        id = new MessageId(value);
        return valid;
    }

    public int CompareTo(MessageId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("D");

    public sealed class Converter : JsonConverter<MessageId>
    {
        public override MessageId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var value)
                ? new MessageId(value)
                : throw new JsonException("invalid_identifier");

        public override void Write(Utf8JsonWriter writer, MessageId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
