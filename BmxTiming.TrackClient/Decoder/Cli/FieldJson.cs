using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using BmxTiming.Protocol.P3;

namespace BmxTiming.TrackClient.Decoder.Cli;

/// <summary>One field's value between JSON and its bytes, by the field's kind.</summary>
internal static class FieldJson
{
    /// <summary>Adds <c>"name": value</c>; nothing where the value can not be read as its kind, null where it is empty.</summary>
    public static void Write(Utf8JsonWriter json, P3Field field, in P3Tlv tlv)
    {
        if (tlv.IsEmpty)
        {
            json.WriteNull(field.Name);
            return;
        }

        switch (field.Kind)
        {
            case P3FieldKind.Signed when tlv.TryGetSigned(out var signed):
                json.WriteNumber(field.Name, signed);
                break;
            case P3FieldKind.Unsigned when tlv.TryGetUnsigned(out var unsigned):
                json.WriteNumber(field.Name, unsigned);
                break;
            case P3FieldKind.Identifier when tlv.TryGetUnsigned(out var identifier):
                json.WriteString(field.Name, identifier.ToString("x16", CultureInfo.InvariantCulture));
                break;
            case P3FieldKind.Text when tlv.TryGetText(out var text):
                json.WriteString(field.Name, text);
                break;
            case P3FieldKind.Bytes:
                json.WriteString(field.Name, Convert.ToHexStringLower(tlv.Value));
                break;
        }
    }

    /// <summary>The bytes of a value in nominal width; where that is open, the smallest of 1, 2, 4, 8 that holds it.</summary>
    public static bool TryEncode(P3Field field, JsonElement value, out byte[] bytes)
    {
        bytes = [];
        switch (field.Kind, value.ValueKind)
        {
            case (_, JsonValueKind.Null):
                return true;
            case (P3FieldKind.Unsigned, JsonValueKind.Number):
                return value.TryGetUInt64(out var unsigned) && TryNumber(unsigned, field.Width, out bytes);
            case (P3FieldKind.Signed, JsonValueKind.Number):
                return value.TryGetInt64(out var signed) && TryNumber(signed, field.Width, out bytes);
            case (P3FieldKind.Identifier, JsonValueKind.String):
                return ulong.TryParse(value.GetString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var identifier)
                    && TryNumber(identifier, field.Width, out bytes);
            case (P3FieldKind.Text, JsonValueKind.String):
                bytes = Encoding.ASCII.GetBytes(value.GetString()!);
                return bytes.Length <= P3FrameWriter.MaxValueBytes
                    && new P3Tlv(field.Tag, bytes).TryGetText(out var text)
                    && text == value.GetString();
            case (P3FieldKind.Bytes, JsonValueKind.String):
                return HexText.TryDecode(value.GetString()!, P3FrameWriter.MaxValueBytes, out bytes);
            default:
                return false;
        }
    }

    /// <summary>True where <paramref name="tlv"/> reads as <paramref name="value"/>, whatever its width.</summary>
    public static bool Means(P3Field field, JsonElement value, in P3Tlv tlv) => (field.Kind, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => tlv.IsEmpty,
        (P3FieldKind.Unsigned, JsonValueKind.Number) =>
            tlv.TryGetUnsigned(out var read) && value.TryGetUInt64(out var given) && given == read,
        (P3FieldKind.Signed, JsonValueKind.Number) =>
            tlv.TryGetSigned(out var read) && value.TryGetInt64(out var given) && given == read,
        (P3FieldKind.Identifier, JsonValueKind.String) => tlv.TryGetUnsigned(out var read)
            && ulong.TryParse(value.GetString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var given)
            && given == read,
        (P3FieldKind.Text, JsonValueKind.String) => tlv.TryGetText(out var read) && read == value.GetString(),
        (P3FieldKind.Bytes, JsonValueKind.String) =>
            HexText.TryDecode(value.GetString()!, P3FrameWriter.MaxValueBytes, out var given) && tlv.Value.SequenceEqual(given),
        _ => false,
    };

    private static bool TryNumber(ulong number, int width, out byte[] bytes)
    {
        var bits = 64 - int.CreateTruncating(ulong.LeadingZeroCount(number));
        var wide = width > 0 ? width : bits switch { <= 8 => 1, <= 16 => 2, <= 32 => 4, _ => 8 };
        var all = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(all, number);
        bytes = all[..wide];
        return bits <= 8 * wide;
    }

    private static bool TryNumber(long number, int width, out byte[] bytes)
    {
        var all = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(all, number);
        bytes = all[..width];
        return new P3Tlv(0, bytes).TryGetSigned(out var read) && read == number;
    }
}
