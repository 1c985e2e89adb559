using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.P3;
using BmxTiming.Protocol.Time;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Decoder;
using BmxTiming.TrackClient.Simulation;
using Xunit;

namespace BmxTiming.Tests.Unit.Track;

public sealed class DecoderClockTests
{
    private static readonly Micros T0 = DecoderLine.RtcAtZeroUs;

    [Theory]
    [InlineData(3_000)]
    [InlineData(-3_000)]
    [InlineData(-3_600_000)]
    [InlineData(600)]
    public void A_clock_that_is_set_is_told_once_with_how_far(int ms)
    {
        var line = new DecoderLine();
        line.Connect();
        line.Advance(20);
        line.Decoder.ClockOffsetUs += Micros.FromMilliseconds(ms);
        line.Advance(20);
        line.Pass();
        line.Advance(20);

        var step = Assert.Single(line.Notices(GatewayKinds.ClockStep));
        Assert.Equal(DecoderLine.DecoderId, step.DecoderId);
        Assert.InRange(step.DeltaUs!.Value.Value - (ms * 1_000L), -1_000, 1_000);
        Assert.Equal(line.TrackUs.Value + (ms * 1_000L), line.Statuses.Last().DecoderTimeUs!.Value.Value, 5_000.0);
    }

    [Fact]
    public void A_step_forward_that_a_passing_shows_is_told_before_that_passing()
    {
        var line = new DecoderLine();
        line.Connect();
        line.Pass();
        line.Decoder.ClockOffsetUs += Micros.FromSeconds(3);
        line.Pass();

        Assert.Equal([MessageTypes.Passing, MessageTypes.Gateway, MessageTypes.Passing], line.Captured.TakeLast(3).Select(static m => m.MessageType));
        line.Advance(10);
        Assert.Single(line.Notices(GatewayKinds.ClockStep));
    }

    [Fact]
    public void A_passing_that_looks_too_old_makes_the_gateway_ask_for_the_time_at_once()
    {
        var line = new DecoderLine();
        line.Connect();
        line.Advance(7);
        line.Decoder.ClockOffsetUs -= Micros.FromSeconds(3);
        line.Pass();

        Assert.Equal(-3_000_000, Assert.Single(line.Notices(GatewayKinds.ClockStep)).DeltaUs!.Value.Value, 1_000.0);
    }

    [Fact]
    public void Passings_that_are_sent_again_tell_nothing_of_the_clock()
    {
        var line = new DecoderLine();
        line.Connect();
        line.Pass();
        line.Disconnect();
        line.PassMany(10, sent: false);
        line.Advance(3_600);
        line.Connect();
        line.Advance(20);

        Assert.Equal(11, line.Passings.Count());
        Assert.Empty(line.Notices(GatewayKinds.ClockStep));
    }

    [Fact]
    public void A_step_while_nobody_was_connected_is_told_on_the_first_answer()
    {
        var line = new DecoderLine();
        line.Connect();
        line.Advance(10);
        line.Disconnect();
        line.Decoder.ClockOffsetUs -= Micros.FromSeconds(7_200);
        line.Advance(600);
        line.Connect();

        Assert.Equal(-7_200_000_000, Assert.Single(line.Notices(GatewayKinds.ClockStep)).DeltaUs!.Value.Value, 1_000.0);
    }

    [Theory]
    [InlineData(1.0002)]
    [InlineData(0.9998)]
    public void Drift_is_no_step_even_over_hours_of_silence(double pace)
    {
        var line = new DecoderLine { Pace = pace };
        line.Connect();
        line.Advance(60);
        line.Disconnect();
        line.Advance(4 * 3_600);
        line.Connect();
        line.Pass();
        line.Advance(60);

        Assert.Empty(line.Notices(GatewayKinds.ClockStep));
    }

    [Fact]
    public void A_slow_answer_is_no_step()
    {
        var clock = new DecoderClock(speed: 1);
        Assert.Null(clock.OnAnswer(T0, Micros.Zero, Micros.FromMilliseconds(2)));
        // Stamped at 1 s, asked at 1 s, answered at 9 s.
        Assert.Null(clock.OnAnswer(T0 + Micros.FromSeconds(1), Micros.FromSeconds(1), Micros.FromSeconds(9)));
        Assert.Null(clock.OnAnswer(T0 + Micros.FromSeconds(10), Micros.FromSeconds(10), Micros.FromMilliseconds(10_002)));
    }

    [Fact]
    public void Without_get_time_three_late_passings_in_a_row_prove_a_step_back_and_two_do_not()
    {
        var clock = new DecoderClock(speed: 1);
        Assert.Null(clock.OnPassing(T0, Micros.Zero));
        Assert.Null(clock.OnPassing(T0 + Micros.FromSeconds(6), Micros.FromSeconds(10)));
        Assert.Null(clock.OnPassing(T0 + Micros.FromSeconds(7), Micros.FromSeconds(11)));
        Assert.Null(clock.OnPassing(T0 + Micros.FromSeconds(12), Micros.FromSeconds(12)));
        Assert.Null(clock.OnPassing(T0 + Micros.FromSeconds(16), Micros.FromSeconds(20)));
        Assert.Null(clock.OnPassing(T0 + Micros.FromSeconds(18), Micros.FromSeconds(21)));
        Assert.Equal(-3_000_000, clock.OnPassing(T0 + Micros.FromMilliseconds(18_500), Micros.FromSeconds(22))!.Value.Value, 1_000.0);
    }

    [Fact]
    public void A_fast_simulator_steps_no_sooner_and_no_later()
    {
        var line = new DecoderLine(options: new() { EndPoint = new("decoder", 5403), Speed = 60 }) { Pace = 60 };
        line.Connect();
        line.Advance(5);
        line.Pass();
        Assert.Empty(line.Notices(GatewayKinds.ClockStep));
        line.Decoder.ClockOffsetUs -= Micros.FromSeconds(3);
        line.Advance(10);

        Assert.Equal(-3_000_000, Assert.Single(line.Notices(GatewayKinds.ClockStep)).DeltaUs!.Value.Value, 20_000.0);
    }

    [Fact]
    public void The_decoders_time_in_a_status_is_that_of_its_clock()
    {
        var line = new DecoderLine(new SimulatedDecoder(DecoderLine.DecoderId, DecoderProfile.ProChip, 1) { ClockOffsetUs = Micros.FromSeconds(-960) });
        line.Connect();
        line.Advance(30);

        Assert.Equal(line.TrackUs.Value - 960_000_000, line.Statuses.Last().DecoderTimeUs!.Value.Value, 1_000.0);
        Assert.True(line.Requests.OfType<P3GetTime>().Count() >= 6);
    }
}
