using System.Text.Json;
using System.Text.Json.Serialization;

namespace BmxTiming.Protocol.Ids;

/// <summary>Reads and writes every token type as a plain JSON string, also as a property name.</summary>
public sealed class WireTokenConverter<T> : JsonConverter<T>
    where T : struct, IWireToken<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Parse(reader.GetString()) : throw new JsonException("invalid_identifier");

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);

    private static T Parse(string? text) => T.TryParse(text, out var token) ? token : throw new JsonException("invalid_identifier");
}
