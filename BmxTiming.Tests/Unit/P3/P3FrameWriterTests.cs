using BmxTiming.Protocol.P3;
using Xunit;

namespace BmxTiming.Tests.Unit.P3;

public sealed class P3FrameWriterTests
{
    [Fact]
    public void What_changes_a_decoder_needs_the_admin_flag()
    {
        P3TlvList settings = [new P3RawTlv(1, [1])];

        Assert.Throws<InvalidOperationException>(() => P3Requests.Reset(P3Authority.Client));
        Assert.Throws<InvalidOperationException>(() => P3Requests.ClearPassing(P3Authority.Decoder));
        Assert.Throws<InvalidOperationException>(() => P3Requests.WriteSettings(P3Record.NetworkSettings, settings, P3Authority.Client));
        Assert.NotEmpty(P3Requests.Reset(P3Authority.Admin));
        Assert.NotEmpty(P3Requests.ClearPassing(P3Authority.Admin));
        Assert.NotEmpty(P3Requests.WriteSettings(P3Record.NetworkSettings, settings, P3Authority.Admin));
        Assert.Throws<ArgumentException>(() => P3Requests.WriteSettings(P3Record.Passing, settings, P3Authority.Admin));
    }

    [Fact]
    public void A_client_may_ask_anything_that_can_be_asked_and_tell_nothing()
    {
        var mayTell = new[] { P3Record.Resend, P3Record.Watchdog, P3Record.Ping };
        foreach (var record in P3Records.All.Append((P3Record)0x0077))
        {
            var telling = new P3RawMessage(record) { Extra = [new P3RawTlv(0x01, [1])] };
            if (mayTell.Contains(record))
            {
                Assert.NotEmpty(telling.ToWire(P3Authority.Client));
            }
            else
            {
                Assert.Throws<InvalidOperationException>(() => telling.ToWire(P3Authority.Client));
            }

            Assert.NotEmpty(telling.ToWire(P3Authority.Admin));
            Assert.NotEmpty(telling.ToWire(P3Authority.Decoder));
        }
    }

    [Fact]
    public void Setting_the_clock_is_a_change_and_reading_it_is_not()
    {
        Assert.Throws<InvalidOperationException>(() => new P3GetTime { RtcTimeUs = 1 }.ToWire(P3Authority.Client));
        Assert.NotEmpty(P3Requests.GetTime());
    }

    [Fact]
    public void Settings_are_asked_for_with_empty_fields()
    {
        var request = FrameBytes.ReadOne(P3Requests.Ask(P3Record.NetworkSettings, 1, 2, 3));

        Assert.Equal([1, 2, 3], request.Extra.Select(static tlv => tlv.Tag));
        Assert.All(request.Extra, static tlv => Assert.True(tlv.IsEmpty));
        Assert.Throws<ArgumentException>(() => P3Requests.Ask(P3Record.Reset));
    }

    [Fact]
    public void A_value_or_a_frame_that_is_too_long_is_the_callers_mistake()
    {
        var writer = new P3FrameWriter(P3Authority.Decoder).Begin(P3Record.Timeline);

        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Add(1, new byte[256]));
        Assert.Throws<ArgumentException>(() => writer.AddRaw(new byte[P3Frame.MaxBytes]));
        Assert.Throws<InvalidOperationException>(() => new P3FrameWriter(P3Authority.Decoder).Add(1, [1]));
        Assert.Throws<InvalidOperationException>(() => { new P3FrameWriter(P3Authority.Decoder).Finish(); });
    }

    [Fact]
    public void The_longest_frame_of_nothing_but_escapes_fits()
    {
        var body = Enumerable.Repeat(P3Frame.Sor, P3Frame.MaxBytes - P3Frame.MinBytes).ToArray();

        var wire = new P3FrameWriter(P3Authority.Decoder).Begin(P3Record.Timeline).AddRaw(body).Finish().ToArray();

        var seen = Assert.Single(new P3FrameReader().ReadAll(wire));
        Assert.Equal(2 * P3Frame.MaxBytes, seen.Unescaped.Length);
    }

    [Fact]
    public void A_writer_is_used_for_one_frame_after_another()
    {
        var writer = new P3FrameWriter(P3Authority.Decoder);
        foreach (var frame in WorkedFrame.All)
        {
            Assert.Equal(frame.Bytes, frame.Message.Write(writer));
        }
    }
}
