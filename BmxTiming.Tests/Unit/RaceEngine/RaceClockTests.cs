using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.RaceEngine;

/// <summary>Which clock a time comes from, and what is said of a time whose clock cannot be believed.</summary>
public sealed class RaceClockTests
{
    private readonly RawLogBuilder _log = new();
    private readonly FoldRun _fold;

    public RaceClockTests() => _fold = new FoldRun(_log);

    private static Func<StageDetails, StageDetails> Decoders(params uint[] ids) => stage => stage with
    {
        Track = stage.Track with { TimingPoints = [.. stage.Track.TimingPoints.Select((p, i) => p with { DecoderId = ids[i] })] },
    };

    [Fact]
    public void A_clock_that_is_set_during_a_race_makes_its_times_unsafe_and_the_order_of_arrival_counts()
    {
        _fold.Feed(_log.Stage(riders: 2));
        _fold.Feed(_log.Gate(0));
        _fold.Cross(2_500, 1, 2);
        _fold.Feed(_log.Gateway(new(GatewayKinds.ClockStep, RawLogBuilder.Decoder, DeltaUs: new(-3_000_000)), 30_000));
        Assert.Equal([("times_unsafe", null)], _fold.Flags);

        _fold.Feed(_log.Lane(2, 62_050)); // first over the line
        _fold.Feed(_log.Lane(1, 62_000)); // the clock says otherwise, and cannot be believed
        Assert.Equal([2, 1], _fold.Single<RaceFinished>().Results.Select(r => r.Entry.Lane));
        Assert.Equal([("times_unsafe", null)], _fold.Flags.Take(1));
    }

    [Fact]
    public void A_step_between_races_is_nobodys_business()
    {
        _fold.Feed(_log.Stage(riders: 1));
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Lane(1, 65_000));
        _fold.Feed(_log.Gateway(new(GatewayKinds.ClockStep, RawLogBuilder.Decoder, DeltaUs: new(-3_000_000)), 70_000));
        _fold.Feed(_log.Stage("moto-2", riders: 1));
        _fold.Feed(_log.Gate(100_000));

        Assert.Empty(_fold.Flags);
    }

    [Fact]
    public void A_decoder_that_does_not_know_the_date_is_named_and_still_times_the_race()
    {
        var zero = -RawLogBuilder.EpochUs / 1000.0;
        _fold.Feed(_log.Stage(riders: 1));
        _fold.Feed(_log.Gate(zero + 1));
        Assert.Equal([("clock_unset", null)], _fold.Flags);
        _fold.Feed(_log.Lane(1, zero + 2_501));

        Assert.Equal(new Micros(2_500_000), _fold.Single<SplitTaken>().ElapsedUs);
    }

    [Fact]
    public void Times_of_two_decoders_compare_by_their_offset()
    {
        _fold.Feed(_log.Stage(riders: 1, change: s =>
        {
            var mapped = Decoders(RawLogBuilder.Decoder, RawLogBuilder.Decoder, 102)(s);
            return mapped with { Track = mapped.Track with { DecoderClocks = [new(102, new Micros(-1_700_000))] } };
        }));
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Lane(1, 2_500));
        _fold.Feed(_log.Lane(1, 36_700, decoder: 102));

        Assert.Equal(35_000_000, _fold.Single<RaceFinished>().Results[0].ElapsedUs!.Value.Value);
    }

    [Fact]
    public void The_gateways_clock_never_touches_a_result()
    {
        static string Outcome(double lagMs)
        {
            var log = new RawLogBuilder { LagMs = lagMs };
            RaceScripts.CleanRace(log);
            var fold = new FoldRun(log);
            log.Records.ForEach(r => fold.Feed(r));
            return fold.Events.Single(e => e.Kind == RaceEventKinds.RaceFinished).Payload.GetRawText();
        }

        Assert.Equal(Outcome(5), Outcome(7_200_000)); // delivered two hours late, after an outage
        Assert.Equal(Outcome(5), Outcome(-31_536_000_000)); // a clock that is a year slow
    }

    [Fact]
    public void Midnight_and_the_change_of_summer_time_are_moments_like_any_other()
    {
        static string Outcome(double startMs)
        {
            var log = new RawLogBuilder();
            RaceScripts.CleanRace(log, startMs: startMs);
            var fold = new FoldRun(log);
            log.Records.ForEach(r => fold.Feed(r));
            return fold.Events.Single(e => e.Kind == RaceEventKinds.RaceFinished).Payload.GetRawText();
        }

        double To(int month, int day, int hour) =>
            (new DateTimeOffset(2026, month, day, hour, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() - (RawLogBuilder.EpochUs / 1000)) - 10_000;

        Assert.Equal(Outcome(1_000), Outcome(To(5, 17, 0)));
        Assert.Equal(Outcome(1_000), Outcome(To(10, 25, 1)));
        Assert.Equal(Outcome(1_000), Outcome(To(12, 31, 24 - 1)));
    }

    [Fact]
    public void A_gate_in_whole_milliseconds_and_riders_in_microseconds_are_subtracted_exactly()
    {
        _fold.Feed(_log.Stage(riders: 1));
        _fold.Feed(_log.Gate(1_000));
        _fold.Feed(_log.Lane(1, 3_500.123));

        Assert.Equal(new Micros(2_500_123), _fold.Single<SplitTaken>().ElapsedUs);
    }
}
