using System.Globalization;
using BmxTiming.Protocol.P3;
using BmxTiming.Tests.Unit.P3;
using BmxTiming.TrackClient.Decoder.Cli;
using CsCheck;
using Xunit;

namespace BmxTiming.Tests.Properties.P3;

public sealed class P3Properties
{
    // Plain random bytes seldom hold a frame; markers, escapes and real frames make the interesting streams likely.
    private static readonly Gen<byte[]> Piece = Gen.Frequency(
        (4, Gen.OneOf<byte[]>([P3Frame.Sor], [P3Frame.Eor], [P3Frame.Escape], [0xAD], [0xAE])),
        (3, Gen.Byte.Array[0, 40]),
        (3, Gen.OneOf([.. WorkedFrame.All.Select(static frame => frame.Bytes)])),
        (1, Gen.Byte[0x90, 0xFF].Array[2000, 5000]));

    private static readonly Gen<byte[]> Noise =
        Piece.Array[0, 12].Select(static pieces => pieces.SelectMany(static piece => piece).ToArray());

    private static readonly Gen<P3Record> Record = Gen.Frequency(
        (3, Gen.OneOf([.. P3Records.All])), (1, Gen.UShort.Select(static number => (P3Record)number)));

    private static readonly Gen<P3RawTlv> Tlv = Gen.Select(
        Gen.Byte, Gen.Frequency((9, Gen.Byte.Array[0, 12]), (1, Gen.Byte.Array[0, 255])), static (tag, value) => new P3RawTlv(tag, value));

    private static readonly Gen<(P3Record Record, byte Version, ushort Flags, P3RawTlv[] Tlvs)> Frame =
        Gen.Select(Record, Gen.Byte, Gen.UShort, Tlv.Array[0, 7]);

    private static readonly Gen<P3Passing> Passing = Gen.Select(
        Gen.UInt, Gen.UInt.Nullable(), Gen.ULong, Gen.UShort.Nullable(), Gen.UShort.Nullable(), Gen.Char[' ', '~'].Array[1, 8].Null(),
        static (number, chip, rtc, strength, hits, code) => new P3Passing
        {
            PassingNumber = number,
            TransponderId = chip,
            RtcTimeUs = rtc,
            Strength = strength,
            Hits = hits,
            TransponderCode = code is null ? null : new string(code),
            UtcTimeUs = hits,
            Flags = 7,
            DecoderId = number,
            RequestId = rtc,
            DriverId = new P3Number(number & 0xFF, 3),
            Extra = [new P3RawTlv(0x77, [1, 2, 3])],
        });

    [Fact]
    public void Any_fields_come_back_as_they_were_sent() => Frame.Sample(static sent =>
    {
        var wire = Write(sent);
        var rest = new ReadOnlySpan<byte>(wire);
        var reader = new P3FrameReader();

        Assert.True(reader.TryRead(ref rest, out var frame));
        Assert.True(rest.IsEmpty);
        Assert.Equal((sent.Record, sent.Version, sent.Flags), (frame.Record, frame.Version, frame.Flags));
        var tlvs = new List<P3RawTlv>();
        foreach (var tlv in frame.Tlvs)
        {
            tlvs.Add(new P3RawTlv(tlv.Tag, tlv.Value));
        }

        Assert.Equal(sent.Tlvs, tlvs);
        Assert.Equal(0, reader.Counters.Rejected + reader.Counters.Resyncs + reader.Counters.TlvOverruns + reader.Counters.OddEscapes);
    });

    [Fact]
    public void Markers_stand_on_the_wire_only_at_the_ends() => Frame.Sample(static sent =>
    {
        var wire = Write(sent);

        Assert.Equal(0, wire.Count(static b => b == P3Frame.Sor) - 1);
        Assert.Equal(0, wire.Count(static b => b == P3Frame.Eor) - 1);
        Assert.Equal((P3Frame.Sor, P3Frame.Eor), (wire[0], wire[^1]));
    });

    [Fact]
    public void A_typed_passing_comes_back_equal() => Passing.Sample(static sent =>
        Assert.Equal(sent, FrameBytes.ReadOne(sent.ToWire(P3Authority.Decoder))));

    [Fact]
    public void No_bytes_make_the_reader_throw_or_hold_more_than_its_buffer() => Noise.Sample(static bytes =>
    {
        var reader = new P3FrameReader(new P3ReaderOptions { EmitRejected = true, CrcMode = P3CrcMode.Off });
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReadOnlySpan<byte> rest = bytes;
        var used = 0;
        while (reader.TryRead(ref rest, out var frame))
        {
            used += frame.Unescaped.Length;
            Assert.InRange(frame.Unescaped.Length, P3Frame.MinBytes, P3Frame.MaxBytes);
        }

        Assert.InRange(reader.PendingBytes, 0, P3Frame.MaxBytes);
        Assert.True(rest.IsEmpty);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4096, "Reading allocated memory.");
        var counters = reader.Counters;
        Assert.Equal(counters.Frames, counters.Accepted + counters.Rejected);
        Assert.True(used + counters.SkippedBytes + reader.PendingBytes <= bytes.Length, "More came out than went in.");
    });

    [Fact]
    public void No_bytes_make_a_typed_message_throw() => Noise.Sample(static bytes =>
    {
        var reader = new P3FrameReader(new P3ReaderOptions { EmitRejected = true, CrcMode = P3CrcMode.Off });
        foreach (var seen in reader.ReadAll(bytes))
        {
            Assert.NotNull(seen.Message);
        }
    });

    [Fact]
    public void How_the_bytes_are_cut_into_reads_makes_no_difference() => Gen.Select(Noise, Gen.Int[1, 60]).Sample(static (bytes, chunk) =>
    {
        var whole = new P3FrameReader(new P3ReaderOptions { EmitRejected = true });
        var inPieces = new P3FrameReader(new P3ReaderOptions { EmitRejected = true });
        var byteByByte = new P3FrameReader(new P3ReaderOptions { EmitRejected = true });

        var expected = whole.ReadAll(bytes);

        Assert.Equal(expected, inPieces.ReadAll(bytes, chunk));
        Assert.Equal(expected, byteByByte.ReadAll(bytes, 1));
        Assert.Equal(Numbers(whole.Counters), Numbers(inPieces.Counters));
        Assert.Equal(Numbers(whole.Counters), Numbers(byteByByte.Counters));
    });

    [Fact]
    public void After_any_noise_the_frame_after_the_next_start_is_found() => Noise.Sample(static bytes =>
    {
        var gate = WorkedFrame.Named("gate");

        Assert.Equal(gate.Message, new P3FrameReader().ReadAll([.. bytes, .. gate.Bytes])[^1].Message);
    });

    [Fact]
    public void The_crc_is_the_plain_table_crc_of_all_but_two_bytes_xored_with_those() => Gen.Byte.Array[2, 300].Sample(static bytes =>
    {
        var plain = 0x1D0F;
        foreach (var b in bytes[..^2])
        {
            plain ^= b << 8;
            for (var bit = 0; bit < 8; bit++)
            {
                plain = (plain & 0x8000) != 0 ? ((plain << 1) ^ 0x1021) & 0xFFFF : (plain << 1) & 0xFFFF;
            }
        }

        Assert.Equal(plain ^ (bytes[^2] << 8) ^ bytes[^1], P3Crc.Compute(bytes));
    });

    [Fact]
    public async Task Decode_then_encode_gives_any_frames_back() =>
        await Frame.Array[1, 5].SampleAsync(static async sent =>
        {
            var wire = sent.SelectMany(Write).ToArray();

            var decoded = await DecodeAsync(wire);
            using var encoded = new MemoryStream();
            var exitCode = await new FrameEncoding(binary: true, TextWriter.Null).RunAsync(
                new MemoryStream(decoded), encoded, CancellationToken.None);

            Assert.Equal(0, exitCode);
            Assert.Equal(Convert.ToHexString(wire), Convert.ToHexString(encoded.ToArray()));
        });

    [Fact]
    public async Task Decode_encode_decode_of_any_noise_shows_the_same_frames() =>
        await Noise.SampleAsync(static async bytes =>
        {
            var decoded = await DecodeAsync(bytes);
            using var encoded = new MemoryStream();
            await new FrameEncoding(binary: true, TextWriter.Null).RunAsync(new MemoryStream(decoded), encoded, CancellationToken.None);

            Assert.Equal(Objects(decoded), Objects(await DecodeAsync(encoded.ToArray())));
        });

    private static async Task<byte[]> DecodeAsync(byte[] wire)
    {
        using var output = new MemoryStream();
        using var decoding = new FrameDecoding(CaptureFormat.Binary, P3CrcMode.Strict, TextWriter.Null);
        await decoding.RunAsync(new MemoryStream(wire), output, CancellationToken.None);
        return output.ToArray();
    }

    // Without the summary: damage between frames is not part of them. A frame with a byte missing after an escape comes back as a frame
    // with a wrong CRC, because the escape is no part of it either.
    private static IEnumerable<string> Objects(byte[] decoded) => System.Text.Encoding.UTF8.GetString(decoded)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^1]
        .Select(static line => line.Replace(",\"error\":\"dangling_escape\"", "", StringComparison.Ordinal));

    private static byte[] Write((P3Record Record, byte Version, ushort Flags, P3RawTlv[] Tlvs) sent)
    {
        var writer = new P3FrameWriter(P3Authority.Decoder).Begin(sent.Record, sent.Version, sent.Flags);
        foreach (var tlv in sent.Tlvs)
        {
            writer.Add(tlv.Tag, tlv.Value);
        }

        return writer.Finish().ToArray();
    }

    private static string Numbers(P3Counters counters) => string.Join(' ', typeof(P3Counters).GetProperties()
        .Select(property => string.Create(CultureInfo.InvariantCulture, $"{property.Name}={property.GetValue(counters)}")));
}
