using BmxTiming.Protocol.P3;
using BmxTiming.TrackClient.Decoder;
using Xunit;

namespace BmxTiming.Tests.Unit.Track;

public sealed class OutgoingFramesTests
{
    private static readonly P3Record[] s_questions =
    [
        P3Record.Version, P3Record.Status, P3Record.GetTime, P3Record.Session, P3Record.NetworkSettings, P3Record.Resend, P3Record.Watchdog, P3Record.Ping,
    ];

    public static TheoryData<int> AllTors => [.. Enumerable.Range(0, 0x100), 0xFFFF];

    [Theory]
    [MemberData(nameof(AllTors))]
    public void Whatever_made_it_no_frame_that_could_change_a_decoder_goes_out(int tor)
    {
        var gate = new OutgoingFrames(mayChangeDecoder: false);
        var record = (P3Record)tor;
        // With the writer's highest authority: this gate trusts nobody.
        var empty = new P3FrameWriter(P3Authority.Admin).Begin(record).Ask(0x21).Finish().ToArray();
        var telling = new P3FrameWriter(P3Authority.Admin).Begin(record).AddU8(0x21, 1).Finish().ToArray();
        if (s_questions.Contains(record))
        {
            Assert.Equal(empty, gate.Permit(empty));
        }
        else
        {
            Assert.Throws<InvalidOperationException>(() => gate.Permit(empty));
        }

        if (record is P3Record.Resend or P3Record.Watchdog or P3Record.Ping)
        {
            Assert.Equal(telling, gate.Permit(telling));
        }
        else
        {
            Assert.Throws<InvalidOperationException>(() => gate.Permit(telling));
        }

        // With the flag a person has said so.
        Assert.Equal(telling, new OutgoingFrames(mayChangeDecoder: true).Permit(telling));
    }

    [Fact]
    public void Clear_passing_reset_and_settings_are_refused_by_name()
    {
        var gate = new OutgoingFrames(mayChangeDecoder: false);
        byte[][] changes =
        [
            P3Requests.ClearPassing(P3Authority.Admin), P3Requests.Reset(P3Authority.Admin),
            .. ((P3Record[])[P3Record.ServerSettings, P3Record.NetworkSettings, P3Record.GeneralSettings, P3Record.Signals, P3Record.LoopTrigger, P3Record.Timeline])
                .Select(static record => P3Requests.WriteSettings(record, [new P3RawTlv(0x01, [7])], P3Authority.Admin)),
        ];

        Assert.All(changes, change => Assert.Throws<InvalidOperationException>(() => gate.Permit(change)));
    }

    [Fact]
    public void Two_frames_at_once_half_a_frame_and_bytes_before_one_are_refused()
    {
        var gate = new OutgoingFrames(mayChangeDecoder: false);
        var ping = P3Requests.Ping();

        Assert.Throws<InvalidOperationException>(() => gate.Permit([.. ping, .. P3Requests.Reset(P3Authority.Admin)]));
        Assert.Throws<InvalidOperationException>(() => gate.Permit(ping[..^1]));
        Assert.Throws<InvalidOperationException>(() => gate.Permit([0x00, .. ping]));
        Assert.Equal(ping, gate.Permit(ping));
    }

    [Fact]
    public void No_verb_sets_the_admin_flag() => Assert.False(new DecoderOptions { EndPoint = new("decoder", 5403) }.MayChangeDecoder);
}
