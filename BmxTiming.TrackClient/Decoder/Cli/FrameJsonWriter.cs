using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using BmxTiming.Protocol.P3;

namespace BmxTiming.TrackClient.Decoder.Cli;

/// <summary>
/// One frame as one JSON object. <c>fields</c> is for people and holds what is known of the record; <c>tlvs</c> holds everything, in wire
/// order, so that <see cref="FrameJsonReader"/> can give the bytes back.
/// </summary>
internal sealed class FrameJsonWriter(IBufferWriter<byte> output) : IDisposable
{
    private readonly Utf8JsonWriter _json = new(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public void Dispose() => _json.Dispose();

    public void Write(in P3Frame frame)
    {
        _json.WriteStartObject();
        _json.WriteString("record", P3Records.NameOf(frame.Record));
        _json.WriteNumber("version", frame.Version);
        _json.WriteNumber("flags", frame.Flags);
        if (frame.TryFind(P3Tags.DecoderId, out var id) && id.TryGetUnsigned(out var number) && number <= uint.MaxValue)
        {
            _json.WriteString("decoder", P3DecoderId.ToWireHex((uint)number));
        }

        WriteFields(frame);
        WriteTlvs(frame);
        WriteFaults(frame);
        _json.WriteBoolean("crc_ok", frame.IsCrcRight);
        _json.WriteEndObject();
        EndLine();
    }

    /// <summary>The last line. The four agreed numbers always; others only where there is something to tell.</summary>
    public void WriteSummary(P3Counters counters, long badLines)
    {
        _json.WriteStartObject();
        _json.WriteNumber("frames", counters.Frames);
        _json.WriteNumber("crc_failures", counters.CrcFailures);
        _json.WriteNumber("resyncs", counters.Resyncs);
        _json.WriteNumber("unknown_records", counters.UnknownRecords);
        foreach (var (name, count) in Details(counters, badLines).Where(static detail => detail.Count > 0))
        {
            _json.WriteNumber(name, count);
        }

        _json.WriteEndObject();
        EndLine();
    }

    private static (string Name, long Count)[] Details(P3Counters counters, long badLines) =>
    [
        ("length_mismatches", counters.LengthMismatches),
        ("short_frames", counters.ShortFrames),
        ("truncated", counters.Truncated),
        ("oversized", counters.Oversized),
        ("skipped_bytes", counters.SkippedBytes),
        ("dangling_escapes", counters.DanglingEscapes),
        ("odd_escapes", counters.OddEscapes),
        ("zero_crcs", counters.ZeroCrcs),
        ("tlv_overruns", counters.TlvOverruns),
        ("incomplete_records", counters.IncompleteRecords),
        ("unusable_fields", counters.UnusableFields),
        ("unknown_tags", counters.UnknownTags),
        ("other_versions", counters.OtherVersions),
        ("bad_lines", badLines),
    ];

    private void WriteFields(in P3Frame frame)
    {
        _json.WriteStartObject("fields");
        Span<bool> seen = stackalloc bool[byte.MaxValue + 1];
        foreach (var tlv in frame.Tlvs)
        {
            // The first one counts, as in the typed records.
            if (!seen[tlv.Tag] && P3Schema.Find(frame.Record, tlv.Tag) is { } field)
            {
                FieldJson.Write(_json, field, tlv);
            }

            seen[tlv.Tag] = true;
        }

        _json.WriteEndObject();
    }

    private void WriteTlvs(in P3Frame frame)
    {
        _json.WriteStartArray("tlvs");
        var tlvs = frame.Tlvs;
        while (tlvs.MoveNext())
        {
            _json.WriteStartArray();
            _json.WriteStringValue(tlvs.Current.Tag.ToString("x2", CultureInfo.InvariantCulture));
            _json.WriteStringValue(Convert.ToHexStringLower(tlvs.Current.Value));
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
        if (!tlvs.Rest.IsEmpty)
        {
            _json.WriteString("trailing", Convert.ToHexStringLower(tlvs.Rest));
        }
    }

    private void WriteFaults(in P3Frame frame)
    {
        if (!frame.IsLengthRight)
        {
            _json.WriteNumber("length", frame.Length);
        }

        if (!frame.IsCrcRight)
        {
            _json.WriteString("crc", frame.Crc.ToString("x4", CultureInfo.InvariantCulture));
        }

        var error = frame.Error switch
        {
            P3Error.CrcMismatch => "crc_mismatch",
            P3Error.LengthMismatch => "length_mismatch",
            P3Error.DanglingEscape => "dangling_escape",
            _ => null,
        };
        if (error is not null)
        {
            _json.WriteString("error", error);
        }
    }

    private void EndLine()
    {
        _json.Flush();
        _json.Reset();
        output.Write("\n"u8);
    }
}
