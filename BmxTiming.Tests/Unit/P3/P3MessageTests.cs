using BmxTiming.Protocol.P3;
using Xunit;

namespace BmxTiming.Tests.Unit.P3;

public sealed class P3MessageTests
{
    [Theory]
    [InlineData("0501 76", 0x76)]
    [InlineData("0502 7600", 0x76)]
    [InlineData("0504 76000000", 0x76)]
    [InlineData("0508 7600000000000000", 0x76)]
    [InlineData("0503 760100", 0x176)]
    public void A_number_of_any_width_is_read(string strength, int expected)
    {
        var passing = Assert.IsType<P3Passing>(FrameBytes.ReadOne(FrameBytes.Make(P3Record.Passing, strength)));

        Assert.Equal(expected, passing.Strength!.Value);
    }

    [Theory]
    [InlineData("0504 00000100")]
    [InlineData("0509 760000000000000000")]
    public void A_number_too_large_for_its_field_stays_raw_and_is_counted(string strength)
    {
        var reader = new P3FrameReader();

        var passing = Assert.IsType<P3Passing>(Assert.Single(reader.ReadAll(FrameBytes.Make(P3Record.Passing, strength))).Message);

        Assert.Null(passing.Strength);
        Assert.Equal(5, Assert.Single(passing.Extra).Tag);
        Assert.Equal(1, reader.Counters.UnusableFields);
    }

    [Theory]
    [InlineData("0702 FBFF", -5)]
    [InlineData("0701 FB", -5)]
    [InlineData("0704 FBFFFFFF", -5)]
    [InlineData("0702 1800", 24)]
    public void Temperature_is_signed_whole_degrees_in_any_width(string temperature, int expected)
    {
        var status = Assert.IsType<P3Status>(FrameBytes.ReadOne(FrameBytes.Make(P3Record.Status, temperature)));

        Assert.Equal(expected, status.TemperatureC!.Value);
    }

    [Fact]
    public void An_empty_field_is_a_question_not_a_zero()
    {
        var status = Assert.IsType<P3Status>(FrameBytes.ReadOne(FrameBytes.Make(P3Record.Status, "0100 0700")));

        Assert.Null(status.Noise);
        Assert.True(status.Extra.Asks(0x01));
        Assert.True(status.Extra.Asks(0x07));
        Assert.False(status.Extra.Asks(0x06));
    }

    [Fact]
    public void A_passing_with_a_code_and_no_number_is_complete()
    {
        // The shape of the ChipX frame in the notes of vmindru/ambp3client.
        var body = "0104 01000000 0A08 41422D3132333435 0408 00762EF9EB510600 1101 03 1401 03";

        var passing = Assert.IsType<P3Passing>(FrameBytes.ReadOne(FrameBytes.Make(P3Record.Passing, body)));

        Assert.True(passing.IsComplete);
        Assert.Null(passing.TransponderId);
        Assert.Equal(("AB-12345", (byte)3, (byte)3), (passing.TransponderCode, passing.Unnamed11!.Value, passing.Sport!.Value));
    }

    [Theory]
    [InlineData("0304 01000000 0408 00762EF9EB510600")]
    [InlineData("0104 01000000 0304 01000000")]
    [InlineData("0104 01000000 0408 00762EF9EB510600")]
    public void A_passing_without_number_time_or_chip_is_incomplete_and_counted(string body)
    {
        var reader = new P3FrameReader();

        Assert.False(Assert.Single(reader.ReadAll(FrameBytes.Make(P3Record.Passing, body))).Message.IsComplete);
        Assert.Equal(1, reader.Counters.IncompleteRecords);
    }

    [Fact]
    public void The_order_of_fields_does_not_matter()
    {
        var gate = Assert.IsType<P3Passing>(WorkedFrame.Named("gate").Message);
        var body = "8104 5A1F0300 0802 0000 0408 00762EF9EB510600 0304 08270000 0104 B0040000";

        Assert.Equal(gate, FrameBytes.ReadOne(FrameBytes.Make(P3Record.Passing, body)));
    }

    [Fact]
    public void The_first_of_two_equal_tags_counts_and_the_second_stays_raw()
    {
        var status = Assert.IsType<P3Status>(FrameBytes.ReadOne(FrameBytes.Make(P3Record.Status, "0101 29 0101 2A")));

        Assert.Equal(41, status.Noise!.Value);
        Assert.Equal(new P3RawTlv(1, [0x2A]), Assert.Single(status.Extra));
    }

    [Fact]
    public void An_unknown_tag_stays_raw_and_goes_out_again()
    {
        var wire = FrameBytes.Make(P3Record.Status, "0102 2900 7F03 010203");
        var status = FrameBytes.ReadOne(wire);

        Assert.Equal(new P3RawTlv(0x7F, [1, 2, 3]), Assert.Single(status.Extra));
        Assert.Equal(wire, status.ToWire(P3Authority.Decoder));
    }

    [Theory]
    [InlineData("0A08 41422D3132338E35")]
    [InlineData("0A02 0000")]
    [InlineData("0A02 410A")]
    public void A_code_that_is_no_text_is_not_guessed_at(string code)
    {
        var reader = new P3FrameReader();

        var passing = Assert.IsType<P3Passing>(Assert.Single(reader.ReadAll(FrameBytes.Make(P3Record.Passing, code))).Message);

        Assert.Null(passing.TransponderCode);
        Assert.Equal(1, reader.Counters.UnusableFields);
    }

    [Fact]
    public void Padding_of_a_code_is_not_part_of_it()
    {
        var passing = FrameBytes.ReadOne(FrameBytes.Make(P3Record.Passing, "0A08 41422D3132330000"));

        Assert.Equal("AB-123", Assert.IsType<P3Passing>(passing).TransponderCode);
    }

    [Fact]
    public void General_fields_are_read_in_every_record()
    {
        foreach (var record in P3Records.All)
        {
            var message = FrameBytes.ReadOne(FrameBytes.Make(record, "8104 5A1F0300 8304 07000000 8508 0100000000000000"));

            Assert.Equal(record, message.Record);
            Assert.Equal(
                (WorkedFrame.DecoderId, 7u, 1ul),
                (message.DecoderId!.Value, message.ControllerId!.Value, message.RequestId!.Value));
            Assert.Empty(message.Extra);
        }
    }

    [Fact]
    public void Every_field_of_the_table_is_read_by_its_typed_record_and_goes_out_again()
    {
        foreach (var record in P3Records.All)
        {
            var writer = new P3FrameWriter(P3Authority.Decoder).Begin(record);
            foreach (var field in P3Schema.FieldsOf(record))
            {
                writer.Add(field.Tag, Enumerable.Repeat((byte)'A', field.Width == 0 ? 1 : field.Width).ToArray());
            }

            var reader = new P3FrameReader();
            var message = Assert.Single(reader.ReadAll(writer.Finish())).Message;

            Assert.Empty(message.Extra);
            Assert.Equal((0, 0), (reader.Counters.UnknownTags, reader.Counters.UnusableFields));
            Assert.Equal(message, FrameBytes.ReadOne(message.ToWire(P3Authority.Decoder)));
        }
    }

    [Fact]
    public void Names_of_records_go_both_ways()
    {
        foreach (var record in P3Records.All.Append((P3Record)0x1234))
        {
            Assert.True(P3Records.TryParse(P3Records.NameOf(record), out var back));
            Assert.Equal(record, back);
        }

        Assert.Equal("0x1234", P3Records.NameOf((P3Record)0x1234));
        Assert.False(P3Records.TryParse("PASSINGS", out _));
    }

    [Fact]
    public void A_decoder_id_is_written_as_its_wire_bytes_and_read_in_both_forms()
    {
        Assert.Equal("D0000C00", P3DecoderId.ToWireHex(0x000C00D0));
        Assert.True(P3DecoderId.TryParse("D0000C00", out var fromHex));
        Assert.True(P3DecoderId.TryParse("786640", out var fromNumber));
        Assert.Equal((0x000C00D0u, 0x000C00D0u), (fromHex, fromNumber));
        Assert.False(P3DecoderId.TryParse("D0000C0G", out _));
        Assert.False(P3DecoderId.TryParse("-1", out _));
        Assert.False(P3DecoderId.TryParse("", out _));
    }

    [Theory]
    [InlineData(9989, false)]
    [InlineData(9990, true)]
    [InlineData(9992, true)]
    [InlineData(9999, true)]
    [InlineData(10_000, false)]
    public void Small_transponder_numbers_are_system_ids(uint id, bool system) => Assert.Equal(system, P3Transponder.IsSystemId(id));
}
