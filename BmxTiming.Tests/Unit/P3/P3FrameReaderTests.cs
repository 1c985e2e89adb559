using BmxTiming.Protocol.P3;
using Xunit;

namespace BmxTiming.Tests.Unit.P3;

public sealed class P3FrameReaderTests
{
    private static readonly WorkedFrame Gate = WorkedFrame.Named("gate");
    private static readonly WorkedFrame Rider = WorkedFrame.Named("rider on a ProChip decoder");
    private static readonly WorkedFrame Escapes = WorkedFrame.Named("escapes");

    private readonly P3FrameReader _reader = new();

    private P3Counters Counters => _reader.Counters;

    [Fact]
    public void Byte_by_byte_gives_the_same_frames()
    {
        var bytes = WorkedFrame.All.SelectMany(static frame => frame.Bytes).ToArray();

        Assert.Equal(WorkedFrame.All.Select(static frame => frame.Message), Messages(_reader.ReadAll(bytes, chunk: 1)));
        Assert.Equal(0, Counters.Rejected + Counters.Resyncs);
    }

    [Fact]
    public void Two_frames_in_one_read_are_both_found()
    {
        Assert.Equal([Gate.Message, Rider.Message], Messages(_reader.ReadAll([.. Gate.Bytes, .. Rider.Bytes])));
    }

    [Fact]
    public void Garbage_before_a_frame_is_skipped_and_counted_once()
    {
        Assert.Equal([Gate.Message], Messages(_reader.ReadAll([1, 2, 0x8D, 0x8F, 3, .. Gate.Bytes], chunk: 2)));
        Assert.Equal((1, 5), (Counters.Resyncs, Counters.SkippedBytes));
    }

    [Fact]
    public void A_start_inside_a_partial_frame_starts_over()
    {
        Assert.Equal([Rider.Message], Messages(_reader.ReadAll([.. Gate.Bytes[..20], .. Rider.Bytes])));
        Assert.Equal((1, 20, 1), (Counters.Resyncs, Counters.SkippedBytes, Counters.Frames));
    }

    [Fact]
    public void A_start_right_after_an_escape_starts_over()
    {
        Assert.Equal([Rider.Message], Messages(_reader.ReadAll([.. Gate.Bytes[..20], 0x8D, .. Rider.Bytes])));
        Assert.Equal(1, Counters.Resyncs);
    }

    [Fact]
    public void An_end_without_a_start_is_garbage()
    {
        Assert.Equal([Gate.Message], Messages(_reader.ReadAll([0x8F, .. Gate.Bytes])));
        Assert.Equal((1, 0), (Counters.Resyncs, Counters.ShortFrames));
    }

    [Fact]
    public void An_escape_split_between_reads_is_one_byte()
    {
        var cut = Array.IndexOf(Escapes.Bytes, P3Frame.Escape) + 1;

        Assert.Empty(_reader.ReadAll(Escapes.Bytes.AsSpan(0, cut)));
        Assert.Equal([Escapes.Message], Messages(_reader.ReadAll(Escapes.Bytes.AsSpan(cut))));
    }

    [Fact]
    public void An_escape_right_before_the_end_spoils_the_frame()
    {
        var bytes = Gate.Bytes;

        Assert.Empty(_reader.ReadAll([.. bytes[..^1], 0x8D, 0x8F]));
        Assert.Equal((1, 1, 0), (Counters.DanglingEscapes, Counters.Rejected, Counters.Accepted));
    }

    [Fact]
    public void An_escape_of_a_byte_that_needs_none_is_read_and_counted()
    {
        var odd = Escapes.Wire.Replace("8A 8C 8D AD", "8D AA 8D AC 8D AD", StringComparison.Ordinal);

        Assert.Equal([Escapes.Message], Messages(_reader.ReadAll(FrameBytes.FromHex(odd))));
        Assert.Equal(2, Counters.OddEscapes);
    }

    [Fact]
    public void A_wrong_length_is_rejected_even_with_a_right_crc()
    {
        Assert.Empty(_reader.ReadAll(FrameBytes.Make(P3Record.Watchdog, "", length: 12)));
        Assert.Equal((1, 0, 1), (Counters.LengthMismatches, Counters.CrcFailures, Counters.Rejected));
    }

    [Fact]
    public void A_huge_length_holds_nothing_up()
    {
        Assert.Equal([Gate.Message], Messages(_reader.ReadAll([.. FrameBytes.Make(P3Record.Ping, "", length: 65_535), .. Gate.Bytes])));
    }

    [Fact]
    public void Length_zero_is_tolerated_when_the_crc_is_right()
    {
        // The GET_TIME request of vmindru/ambp3client: version 0, LENGTH 0, CRC over those zeros.
        var request = FrameBytes.Make(P3Record.GetTime, "010004000500", version: 0, length: 0);

        Assert.IsType<P3GetTime>(Assert.Single(_reader.ReadAll(request)).Message);
        Assert.Equal((1, 1, 0), (Counters.LengthMismatches, Counters.OtherVersions, Counters.Rejected));
    }

    [Theory]
    [InlineData(P3CrcMode.Strict, 0)]
    [InlineData(P3CrcMode.AllowZero, 0)]
    [InlineData(P3CrcMode.Off, 1)]
    public void A_wrong_crc_is_always_counted_and_accepted_only_with_the_check_off(P3CrcMode mode, int accepted)
    {
        var reader = new P3FrameReader(new P3ReaderOptions { CrcMode = mode });

        Assert.Equal(accepted, reader.ReadAll(FrameBytes.Make(P3Record.Watchdog, "", crc: 0x1234)).Count);
        Assert.Equal((1, 1 - accepted), (reader.Counters.CrcFailures, reader.Counters.Rejected));
    }

    [Theory]
    [InlineData(P3CrcMode.Strict, 0, 1, 0)]
    [InlineData(P3CrcMode.AllowZero, 1, 0, 1)]
    [InlineData(P3CrcMode.Off, 1, 1, 0)]
    public void A_zero_crc_is_a_failure_unless_the_decoder_is_known_to_send_it(P3CrcMode mode, int accepted, int failures, int zeros)
    {
        var reader = new P3FrameReader(new P3ReaderOptions { CrcMode = mode });

        Assert.Equal(accepted, reader.ReadAll(FrameBytes.Make(P3Record.Watchdog, "", crc: 0)).Count);
        Assert.Equal((failures, zeros), (reader.Counters.CrcFailures, reader.Counters.ZeroCrcs));
    }

    [Fact]
    public void With_the_crc_off_the_length_still_protects()
    {
        var reader = new P3FrameReader(new P3ReaderOptions { CrcMode = P3CrcMode.Off });

        Assert.Empty(reader.ReadAll(FrameBytes.Make(P3Record.Watchdog, "", length: 0, crc: 0x1234)));
        Assert.Equal(1, reader.Counters.LengthMismatches);
    }

    [Fact]
    public void Every_single_changed_byte_of_a_frame_is_noticed()
    {
        var accepted = new List<string>();
        for (var at = 0; at < Gate.Bytes.Length; at++)
        {
            for (var change = 1; change < 256; change++)
            {
                var damaged = Gate.Bytes;
                damaged[at] ^= (byte)change;
                accepted.AddRange(new P3FrameReader().ReadAll(damaged).Select(seen => $"{at}:{change}: {seen.Unescaped}"));
            }
        }

        Assert.Empty(accepted);
    }

    [Fact]
    public void A_rejected_frame_is_handed_out_only_on_request()
    {
        var reader = new P3FrameReader(new P3ReaderOptions { EmitRejected = true });

        var seen = Assert.Single(reader.ReadAll(FrameBytes.Make(P3Record.Watchdog, "", crc: 0x1234)));

        Assert.Equal(P3Error.CrcMismatch, seen.Error);
    }

    [Fact]
    public void An_unknown_record_keeps_its_fields_and_is_counted()
    {
        var seen = Assert.Single(_reader.ReadAll(FrameBytes.Make((P3Record)0x0077, "0102AABB81045A1F0300")));

        Assert.Equal(
            new P3RawMessage((P3Record)0x0077) { DecoderId = WorkedFrame.DecoderId, Extra = [new P3RawTlv(1, [0xAA, 0xBB])] },
            seen.Message);
        Assert.Equal((1, 0), (Counters.UnknownRecords, Counters.Rejected));
    }

    [Fact]
    public void The_undocumented_hello_is_read_and_counted_as_unknown()
    {
        var seen = Assert.Single(_reader.ReadAll(FrameBytes.Make(P3Record.Hello, "0108112233445566778881045A1F0300")));

        Assert.Equal("1122334455667788", Convert.ToHexString(Assert.IsType<P3Hello>(seen.Message).Token!.Value.Value));
        Assert.Equal(1, Counters.UnknownRecords);
    }

    [Fact]
    public void A_frame_without_room_for_a_header_is_dropped()
    {
        Assert.Equal([Gate.Message], Messages(_reader.ReadAll([0x8E, 0x8F, 0x8E, 1, 2, 3, 4, 5, 6, 7, 8, 0x8F, .. Gate.Bytes])));
        Assert.Equal((2, 0), (Counters.ShortFrames, Counters.Resyncs));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(int.MaxValue)]
    public void A_frame_that_never_ends_is_given_up_and_the_next_one_found(int chunk)
    {
        byte[] endless = [0x8E, .. Enumerable.Repeat((byte)0x11, 10_000), 0x8F];

        Assert.Equal([Gate.Message], Messages(_reader.ReadAll([.. endless, .. Gate.Bytes], chunk)));
        Assert.Equal((1, 1, 10_002), (Counters.Oversized, Counters.Resyncs, Counters.SkippedBytes));
    }

    [Fact]
    public void The_longest_frame_fits_and_one_byte_more_does_not()
    {
        var body = new string('0', 2 * (P3Frame.MaxBytes - P3Frame.MinBytes));
        var longest = FrameBytes.Make(P3Record.Timeline, body);

        Assert.Single(_reader.ReadAll(longest));
        Assert.Single(_reader.ReadAll(longest, chunk: 7));
        Assert.Empty(_reader.ReadAll([.. longest[..^1], 0, 0x8F]));
        Assert.Empty(_reader.ReadAll([.. longest[..^1], 0, 0x8F], chunk: 7));
        Assert.Equal(2, Counters.Oversized);
    }

    [Fact]
    public void The_end_of_the_input_inside_a_frame_is_counted()
    {
        Assert.Empty(_reader.ReadAll(Gate.Bytes.AsSpan(0, 20)));
        _reader.Complete();

        Assert.Equal((1, 0), (Counters.Truncated, _reader.PendingBytes));
        Assert.Equal([Gate.Message], Messages(_reader.ReadAll(Gate.Bytes)));
    }

    [Fact]
    public void A_field_that_runs_past_the_end_leaves_the_fields_before_it()
    {
        var seen = Assert.Single(_reader.ReadAll(FrameBytes.Make(P3Record.Status, "01022900" + "07FF18")));

        Assert.Equal(new P3Status { Noise = 41 }, seen.Message);
        Assert.Equal((1, 0), (Counters.TlvOverruns, Counters.Rejected));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var bytes = WorkedFrame.All.SelectMany(static frame => frame.Bytes).ToArray();
        ReadFrames(bytes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = ReadFrames(bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.NotEqual(0UL, sum);
        Assert.Equal(0, allocated);
    }

    private ulong ReadFrames(ReadOnlySpan<byte> bytes)
    {
        var sum = 0UL;
        while (_reader.TryRead(ref bytes, out var frame))
        {
            foreach (var tlv in frame.Tlvs)
            {
                sum += tlv.TryGetUnsigned(out var value) ? value : 0;
            }
        }

        return sum;
    }

    private static IEnumerable<P3Message> Messages(List<FrameSeen> seen) => seen.Select(static frame => frame.Message);
}
