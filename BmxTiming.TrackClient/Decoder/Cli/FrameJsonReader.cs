using System.Globalization;
using System.Text.Json;
using BmxTiming.Protocol.P3;

namespace BmxTiming.TrackClient.Decoder.Cli;

/// <summary>
/// The bytes of a frame from its JSON object. <c>tlvs</c> decides where it is given, and <c>fields</c> must then agree with it; a
/// hand-written line may do with <c>fields</c> alone, in the order wanted on the wire, <c>null</c> for a field asked for. LENGTH and CRC are
/// computed unless <c>length</c> and <c>crc</c> say otherwise, as they do in decoded damaged frames.
/// </summary>
internal sealed class FrameJsonReader
{
    private readonly P3FrameWriter _writer = new(P3Authority.Decoder);

    /// <param name="wire">The escaped frame, valid until the next call.</param>
    /// <param name="problem">What is wrong with the line, where false.</param>
    public bool TryRead(JsonElement line, out ReadOnlySpan<byte> wire, out string problem)
    {
        wire = default;
        if (!TryBegin(line, out var record, out problem)
            || !TryAddBody(line, record, out problem)
            || !TryHexNumber(line, "trailing", out var trailing, out problem)
            || !TryNumber(line, "length", ushort.MaxValue, out var length, out problem)
            || !TryHexNumber(line, "crc", out var crc, out problem))
        {
            return false;
        }

        if (crc is { Length: not sizeof(ushort) })
        {
            problem = "crc is not four hex digits";
            return false;
        }

        if (trailing is not null)
        {
            if (trailing.Length > _writer.FreeBytes)
            {
                problem = "the frame is too long";
                return false;
            }

            _writer.AddRaw(trailing);
        }

        wire = _writer.Finish((ushort?)length, crc is null ? null : (ushort)((crc[0] << 8) | crc[1]));
        return true;
    }

    private static bool TryNumber(JsonElement line, string name, ulong max, out ulong? number, out string problem)
    {
        number = null;
        problem = "";
        if (!line.TryGetProperty(name, out var value))
        {
            return true;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out var given) && given <= max)
        {
            number = given;
            return true;
        }

        problem = string.Create(CultureInfo.InvariantCulture, $"{name} is not a number up to {max}");
        return false;
    }

    private static bool TryHexNumber(JsonElement line, string name, out byte[]? bytes, out string problem)
    {
        bytes = null;
        problem = "";
        if (!line.TryGetProperty(name, out var value))
        {
            return true;
        }

        if (value.ValueKind == JsonValueKind.String && HexText.TryDecode(value.GetString()!, P3Frame.MaxBytes, out bytes))
        {
            return true;
        }

        problem = $"{name} is not hex";
        return false;
    }

    private bool TryBegin(JsonElement line, out P3Record record, out string problem)
    {
        record = default;
        if (!line.TryGetProperty("record", out var name)
            || name.ValueKind != JsonValueKind.String
            || !P3Records.TryParse(name.GetString(), out record))
        {
            problem = "record is missing or not known; give a name or 0x1234";
            return false;
        }

        if (!TryNumber(line, "version", byte.MaxValue, out var version, out problem)
            || !TryNumber(line, "flags", ushort.MaxValue, out var flags, out problem))
        {
            return false;
        }

        _writer.Begin(record, (byte)(version ?? P3Frame.CurrentVersion), (ushort)(flags ?? 0));
        return true;
    }

    private bool TryAddBody(JsonElement line, P3Record record, out string problem)
    {
        problem = "";
        var hasFields = line.TryGetProperty("fields", out var fields);
        if (hasFields && fields.ValueKind != JsonValueKind.Object)
        {
            problem = "fields is not an object";
            return false;
        }

        if (!line.TryGetProperty("tlvs", out var tlvs))
        {
            return !hasFields || TryAddFields(fields, record, out problem);
        }

        var given = new Dictionary<byte, byte[]>();
        return TryAddTlvs(tlvs, given, out problem) && (!hasFields || Agree(fields, record, given, out problem));
    }

    private bool TryAddTlvs(JsonElement tlvs, Dictionary<byte, byte[]> given, out string problem)
    {
        problem = "tlvs is not a list of [tag, value] in hex";
        if (tlvs.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var tlv in tlvs.EnumerateArray())
        {
            if (tlv.ValueKind != JsonValueKind.Array
                || tlv.GetArrayLength() != 2
                || tlv[0].ValueKind != JsonValueKind.String
                || tlv[1].ValueKind != JsonValueKind.String
                || !HexText.TryDecode(tlv[0].GetString()!, 1, out var tag)
                || tag.Length != 1
                || !HexText.TryDecode(tlv[1].GetString()!, P3FrameWriter.MaxValueBytes, out var value))
            {
                return false;
            }

            if (!TryAdd(tag[0], value, out problem))
            {
                return false;
            }

            given.TryAdd(tag[0], value);
        }

        problem = "";
        return true;
    }

    private bool TryAddFields(JsonElement fields, P3Record record, out string problem)
    {
        problem = "";
        foreach (var property in fields.EnumerateObject())
        {
            if (P3Schema.Find(record, property.Name) is not { } field)
            {
                problem = $"{property.Name} is no field of {P3Records.NameOf(record)}; give it in tlvs";
                return false;
            }

            if (!FieldJson.TryEncode(field, property.Value, out var value))
            {
                problem = $"{property.Name} is not a value of its kind, or too large for it";
                return false;
            }

            if (!TryAdd(field.Tag, value, out problem))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Agree(JsonElement fields, P3Record record, Dictionary<byte, byte[]> given, out string problem)
    {
        foreach (var property in fields.EnumerateObject())
        {
            var agrees = P3Schema.Find(record, property.Name) is { } field
                && given.TryGetValue(field.Tag, out var value)
                && FieldJson.Means(field, property.Value, new P3Tlv(field.Tag, value));
            if (!agrees)
            {
                problem = $"{property.Name} in fields and in tlvs differ; tlvs decides, so change it there or leave tlvs out";
                return false;
            }
        }

        problem = "";
        return true;
    }

    private bool TryAdd(byte tag, ReadOnlySpan<byte> value, out string problem)
    {
        if (value.Length + 2 > _writer.FreeBytes)
        {
            problem = "the frame is too long";
            return false;
        }

        _writer.Add(tag, value);
        problem = "";
        return true;
    }
}
