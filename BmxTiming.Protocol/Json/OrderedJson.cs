using System.Text.Json;
using BmxTiming.Protocol.Ids;

namespace BmxTiming.Protocol.Json;

/// <summary>
/// Reading an object whose members stand in a known order, as one writer puts them. Every method moves on by what it
/// names and is <c>false</c> where something else stands; the serializer then judges the whole.
/// </summary>
internal static class OrderedJson
{
    public static Utf8JsonReader Reader(ReadOnlySpan<byte> json) =>
        new(json, new JsonReaderOptions { MaxDepth = WireJson.Default.Options.MaxDepth });

    public static bool TryIs(this ref Utf8JsonReader json, JsonTokenType type) => json.Read() && json.TokenType == type;

    public static bool TryName(this ref Utf8JsonReader json, ReadOnlySpan<byte> name) =>
        json.TryIs(JsonTokenType.PropertyName) && json.ValueTextEquals(name);

    public static bool TryMember(this ref Utf8JsonReader json, ReadOnlySpan<byte> name, JsonTokenType type) =>
        json.TryName(name) && json.TryIs(type);

    public static bool TryNumber(this ref Utf8JsonReader json, ReadOnlySpan<byte> name, out long value)
    {
        value = 0;
        return json.TryMember(name, JsonTokenType.Number) && json.TryGetInt64(out value);
    }

    public static bool TryId(this ref Utf8JsonReader json, ReadOnlySpan<byte> name, out MessageId id)
    {
        id = default;
        if (!json.TryMember(name, JsonTokenType.String) || !json.TryGetGuid(out var value))
        {
            return false;
        }

        id = new MessageId(value);
        return true;
    }

    public static bool TryToken<T>(this ref Utf8JsonReader json, ReadOnlySpan<byte> name, out T token)
        where T : struct, IWireToken<T>
    {
        token = default;
        return json.TryMember(name, JsonTokenType.String) && T.TryParse(json.GetString(), out token);
    }

    /// <summary>A token or <c>null</c>.</summary>
    public static bool TryTokenOrNull<T>(this ref Utf8JsonReader json, ReadOnlySpan<byte> name, out T? token)
        where T : struct, IWireToken<T>
    {
        token = null;
        if (!json.TryName(name) || !json.Read() || json.TokenType is not (JsonTokenType.Null or JsonTokenType.String))
        {
            return false;
        }

        if (json.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        var valid = T.TryParse(json.GetString(), out var value);
        token = value;
        return valid;
    }

    /// <param name="usual">Given back itself when the text is equal to it.</param>
    public static bool TryText(this ref Utf8JsonReader json, ReadOnlySpan<byte> name, string usual, out string text)
    {
        text = usual;
        if (!json.TryMember(name, JsonTokenType.String))
        {
            return false;
        }

        text = json.ValueTextEquals(usual) ? usual : json.GetString()!;
        return true;
    }

    /// <summary>A value of any kind, as its bytes.</summary>
    public static bool TryValue(this ref Utf8JsonReader json, ReadOnlySpan<byte> name, out Range bytes)
    {
        bytes = default;
        if (!json.TryName(name) || !json.Read())
        {
            return false;
        }

        var start = (int)json.TokenStartIndex;
        json.Skip();
        bytes = start..(int)json.BytesConsumed;
        return true;
    }
}
