using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.RaceEngine;

public sealed class PassingTests
{
    private readonly RawLogBuilder _log = new();
    private readonly FoldRun _fold;

    public PassingTests() => _fold = new FoldRun(_log);

    private void Start(int riders = 4, Func<StageDetails, StageDetails>? change = null)
    {
        _fold.Feed(_log.Stage(riders: riders, change: change));
        _fold.Feed(_log.Gate(0));
    }

    [Fact]
    public void A_crossing_gives_the_split_and_then_the_full_order()
    {
        Start();
        _fold.Feed(_log.Lane(3, 2_581));

        Assert.Equal([RaceEventKinds.SplitTime, RaceEventKinds.PositionsUpdate], _fold.LastKinds);
        var split = _fold.Single<SplitTaken>();
        Assert.Equal(("hill", 3, 2_581_000L, 1), (split.TimingPoint, split.Lane, split.ElapsedUs.Value, split.Place));
        Assert.Equal([3, 1, 2, 4], _fold.Single<PositionsUpdated>().Positions.Select(p => p.Entry.Lane));
        Assert.Equal([1, null, null, null], _fold.Single<PositionsUpdated>().Positions.Select(p => p.Place));
    }

    [Fact]
    public void A_second_read_of_one_crossing_is_a_shadow()
    {
        Start();
        _fold.Feed(_log.Lane(1, 2_500));
        _fold.Feed(_log.Lane(1, 2_900));

        Assert.Empty(_fold.Last);
        Assert.Equal(1, _fold.State.Counters.ShadowReads);
    }

    [Fact]
    public void The_first_read_in_time_counts_whatever_order_they_arrive_in()
    {
        Start();
        _fold.Feed(_log.Lane(1, 2_900));
        _fold.Feed(_log.Lane(1, 2_500));

        Assert.Equal(2_500_000, _fold.Single<SplitTaken>().ElapsedUs.Value);
        Assert.Equal(2_500_000, Assert.Single(_fold.State.Runs[0].Riders[0].Crossings).ElapsedUs.Value);
    }

    [Fact]
    public void A_missed_split_never_blocks_the_finish()
    {
        Start(riders: 1);
        _fold.Feed(_log.Lane(1, 2_500));
        _fold.Feed(_log.Lane(1, 65_000));

        Assert.Equal(
            [RaceEventKinds.SplitTime, RaceEventKinds.PositionsUpdate, RaceEventKinds.RiderFinished, RaceEventKinds.RaceFinished],
            _fold.LastKinds);
        Assert.Equal(["hill", "finish"], _fold.Single<RaceFinished>().Results[0].Splits.Select(s => s.TimingPoint));
    }

    [Fact]
    public void The_furthest_timing_point_decides_before_the_time()
    {
        Start(riders: 2);
        _fold.Feed(_log.Lane(1, 2_000));
        _fold.Feed(_log.Lane(2, 3_000));
        _fold.Feed(_log.Lane(2, 12_000));

        Assert.Equal([2, 1], _fold.Single<PositionsUpdated>().Positions.Select(p => p.Entry.Lane));
    }

    [Fact]
    public void The_gap_is_measured_at_the_riders_own_last_point()
    {
        Start(riders: 2);
        _fold.Feed(_log.Lane(1, 2_000));
        _fold.Feed(_log.Lane(2, 2_300));
        _fold.Feed(_log.Lane(1, 12_000));

        var rows = _fold.Single<PositionsUpdated>().Positions;
        Assert.Equal([0L, 300_000L], rows.Select(r => r.GapUs!.Value.Value));
    }

    [Fact]
    public void A_split_delivered_after_the_finish_fills_the_split_and_moves_nobody()
    {
        Start(riders: 2);
        _fold.Feed(_log.Lane(1, 2_500));
        _fold.Feed(_log.Lane(1, 65_000));
        _fold.Feed(_log.Lane(1, 15_000));

        Assert.Equal("split-1", _fold.Single<SplitTaken>().TimingPoint);
        Assert.Equal(RiderStatus.Finished, _fold.Single<PositionsUpdated>().Positions[0].Status);
        Assert.Empty(_fold.LastFacts.OfType<RiderFinished>());
    }

    [Fact]
    public void A_read_before_the_gate_is_ignored_and_shown()
    {
        Start();
        _fold.Feed(_log.Lane(1, -500));

        Assert.Equal("before_gate", _fold.Ignored);
        Assert.Empty(_fold.State.Runs[0].Riders[0].Crossings);
    }

    [Fact]
    public void A_read_no_loop_expects_is_ignored_and_shown()
    {
        Start();
        _fold.Feed(_log.Lane(1, 300));

        Assert.Equal("outside_window", _fold.Ignored);
    }

    [Fact]
    public void A_finish_read_seconds_after_the_gate_is_a_stray()
    {
        Start();
        _fold.Feed(_log.Lane(1, 4_000, point: "finish"));

        Assert.Equal("outside_window", _fold.Ignored);
        Assert.False(_fold.State.Runs[0].AnyCrossing);
    }

    [Fact]
    public void A_named_timing_point_wins_over_the_windows()
    {
        Start();
        _fold.Feed(_log.Lane(1, 7_000, point: "split-1"));

        Assert.Equal("split-1", _fold.Single<SplitTaken>().TimingPoint);
    }

    [Fact]
    public void A_timing_point_the_track_does_not_have_is_reported()
    {
        Start();
        _fold.Feed(_log.Lane(1, 7_000, point: "corner-9"));

        Assert.Equal("unknown_timing_point", _fold.Ignored);
    }

    [Fact]
    public void A_loop_is_read_only_by_its_own_decoder()
    {
        Start(change: s => s with
        {
            Track = s.Track with { TimingPoints = [.. s.Track.TimingPoints.Select((p, i) => p with { DecoderId = 100u + (uint)i })] },
        });
        _fold.Feed(_log.Lane(1, 7_000, decoder: 101));
        Assert.Equal("split-1", _fold.Single<SplitTaken>().TimingPoint);

        _fold.Feed(_log.Lane(2, 7_000, decoder: 102));
        Assert.Equal("outside_window", _fold.Ignored);
    }

    [Fact]
    public void A_transponder_of_nobody_in_the_race_is_reported_once()
    {
        Start();
        _fold.Feed(_log.Passing(5_551_234, 3_000));
        Assert.Equal(5_551_234u, _fold.Single<UnknownTransponder>().Tag.TransponderId);

        Assert.Empty(_fold.Feed(_log.Passing(5_551_234, 9_000)));
    }

    [Fact]
    public void A_transponder_of_nobody_is_of_no_interest_while_nobody_races()
    {
        _fold.Feed(_log.Stage());

        Assert.Empty(_fold.Feed(_log.Passing(5_551_234, 3_000)));
    }

    [Fact]
    public void A_frame_with_the_code_only_is_matched_by_code()
    {
        Start();
        _fold.Feed(_log.Passing(null, 2_500, code: "FL-00002"));
        Assert.Equal(2, _fold.Single<SplitTaken>().Lane);

        _fold.Feed(_log.Passing(0, 2_600, code: "FL-00003"));
        Assert.Equal(3, _fold.Single<SplitTaken>().Lane);
    }

    [Fact]
    public void A_frame_without_number_and_code_does_no_harm()
    {
        Start();
        _fold.Feed(_log.Passing(0, 2_500));

        Assert.Null(_fold.Single<UnknownTransponder>().Tag.TransponderId);
        Assert.False(_fold.State.Runs[0].AnyCrossing);
    }

    [Fact]
    public void Either_transponder_of_a_rider_counts_and_the_second_is_a_shadow()
    {
        Start(change: s => s with { Riders = [RawLogBuilder.Rider(1) with { TransponderIds = [555_001, 555_002] }] });
        _fold.Feed(_log.Passing(555_002, 2_500));
        Assert.Equal(1, _fold.Single<SplitTaken>().Lane);

        Assert.Empty(_fold.Feed(_log.Passing(555_001, 2_510)));
    }

    [Fact]
    public void A_rider_of_the_race_before_still_belongs_to_it()
    {
        Start(riders: 2);
        _fold.Feed(_log.Lane(1, 2_500));
        _fold.Feed(_log.Lane(2, 2_600));
        _fold.Feed(_log.Stage("moto-2", riders: 2)); // the same riders again
        _fold.Feed(_log.Gate(50_000));
        _fold.Feed(_log.Lane(1, 58_000));

        Assert.Equal("moto-1-r1", _fold.Single<SplitTaken>().RunId.Value);
        _fold.Feed(_log.Lane(1, 70_000));
        Assert.Equal("moto-1-r1", _fold.Single<RiderFinished>().RunId.Value);
        _fold.Feed(_log.Lane(1, 76_000));
        Assert.Equal("moto-2-r1", _fold.Single<SplitTaken>().RunId.Value);
    }

    [Fact]
    public void Noise_at_a_loop_cannot_push_a_crossing_out()
    {
        Start(riders: 1);
        for (var i = 0; i < 200; i++)
        {
            _fold.Feed(_log.Lane(1, 2_500 + (i * 10)));
        }

        _fold.Feed(_log.Lane(1, 12_000));
        _fold.Feed(_log.Lane(1, 35_000));

        Assert.Equal([2_500_000L, 12_000_000L, 35_000_000L], _fold.State.Runs[0].Riders[0].Crossings.Select(c => c.ElapsedUs.Value));
    }

    [Theory]
    [InlineData(-1L)]
    [InlineData(1L << 53)]
    [InlineData(long.MaxValue)]
    public void A_time_that_is_none_is_ignored(long rtcUs)
    {
        Start();
        _fold.Feed(_log.Passing(RawLogBuilder.Chip(1), (rtcUs - RawLogBuilder.EpochUs) / 1000.0));

        Assert.Equal("clock_garbage", _fold.Ignored);
    }

    [Fact]
    public void A_decoder_whose_clock_was_never_set_still_times_a_race()
    {
        var zero = -RawLogBuilder.EpochUs / 1000.0;
        _fold.Feed(_log.Stage(riders: 1));
        _fold.Feed(_log.Gate(zero));
        _fold.Feed(_log.Lane(1, zero + 2_500));

        Assert.Equal(new Micros(2_500_000), _fold.Single<SplitTaken>().ElapsedUs);
    }
}
