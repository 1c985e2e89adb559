using BmxTiming.Protocol.P3;
using Xunit;

namespace BmxTiming.Tests.Unit.P3;

public sealed class WorkedFrameTests
{
    public static TheoryData<string> Names => [.. WorkedFrame.All.Select(static frame => frame.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_worked_frame_decodes_to_its_message_and_counts_nothing_bad(string name)
    {
        var frame = WorkedFrame.Named(name);
        var reader = new P3FrameReader();

        var seen = Assert.Single(reader.ReadAll(frame.Bytes));

        Assert.Equal(frame.Message, seen.Message);
        Assert.True(seen.Message.IsComplete);
        Assert.Equal((1, 1, 0, 0, 0), (
            reader.Counters.Frames, reader.Counters.Accepted, reader.Counters.CrcFailures, reader.Counters.LengthMismatches,
            reader.Counters.Resyncs));
        Assert.Equal((0, 0, 0), (reader.Counters.UnknownRecords, reader.Counters.UnknownTags, reader.Counters.UnusableFields));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_message_of_a_worked_frame_encodes_to_exactly_its_bytes(string name)
    {
        var frame = WorkedFrame.Named(name);

        Assert.Equal(Convert.ToHexString(frame.Bytes), Convert.ToHexString(frame.Message.ToWire(P3Authority.Decoder)));
    }

    [Fact]
    public void Only_the_three_special_bytes_are_escaped()
    {
        var wire = WorkedFrame.Named("escapes").Message.ToWire(P3Authority.Decoder);

        Assert.Equal(55, wire.Length);
        Assert.Contains((byte)0x8A, wire);
        Assert.Contains((byte)0x8C, wire);
    }

    [Fact]
    public void Requests_are_the_worked_frames()
    {
        Assert.Equal(WorkedFrame.Named("version request").Bytes, P3Requests.Version());
        Assert.Equal(WorkedFrame.Named("time request").Bytes, P3Requests.GetTime());
        Assert.Equal(WorkedFrame.Named("resend").Bytes, P3Requests.Resend(1203, 1210));
        Assert.Equal(WorkedFrame.Named("resend with decoder id").Bytes, P3Requests.Resend(1203, 1210, WorkedFrame.DecoderId));
        Assert.Equal(WorkedFrame.Named("watchdog").Bytes, P3Requests.Watchdog());
        Assert.Equal(WorkedFrame.Named("ping").Bytes, P3Requests.Ping(WorkedFrame.DecoderId));
        Assert.Equal(WorkedFrame.Named("clear passing").Bytes, P3Requests.ClearPassing(P3Authority.Admin));
    }
}
