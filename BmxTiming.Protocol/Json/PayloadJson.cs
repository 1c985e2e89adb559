using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BmxTiming.Protocol.Json;

/// <summary>A payload as JSON text or as an element; the one is made of the other when it is first asked for.</summary>
internal sealed class PayloadJson
{
    /// <summary>Of a message that was not given one.</summary>
    public static readonly PayloadJson None = new(default(JsonElement));

    private readonly ReadOnlyMemory<byte> _utf8;
    private JsonElement? _element;
    private object? _read;

    public PayloadJson(JsonElement element) => _element = element;

    /// <param name="utf8">Valid JSON; not copied.</param>
    public PayloadJson(ReadOnlyMemory<byte> utf8) => _utf8 = utf8;

    public JsonElement Element => _element ??= JsonElement.Parse(_utf8.Span);

    private ReadOnlySpan<byte> Utf8 => _utf8.IsEmpty ? JsonMarshal.GetRawUtf8Value(Element) : _utf8.Span;

    /// <summary>Asked for again, the same record: several read models look at one event.</summary>
    /// <exception cref="JsonException">It is not of this type.</exception>
    public T? Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        if (_read is T known)
        {
            return known;
        }

        var read = JsonSerializer.Deserialize(Utf8, type);
        _read = read;
        return read;
    }
}
