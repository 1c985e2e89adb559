using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.RaceEngine;

/// <summary>What officials change in a result, and that it can be taken back.</summary>
public sealed class CorrectionTests
{
    private readonly RawLogBuilder _log = new();
    private readonly FoldRun _fold;

    public CorrectionTests() => _fold = new FoldRun(_log);

    [Fact]
    public void A_missed_finish_is_entered_by_an_official_and_ends_the_race()
    {
        _fold.Race(finishers: 2);
        _fold.Feed(_log.Insert(3, "finish", 65_500));

        Assert.Equal(
            [RaceEventKinds.RunRestated, RaceEventKinds.RaceFinished, RaceEventKinds.RunFlagged, RaceEventKinds.ControlApplied],
            _fold.LastKinds);
        Assert.Equal([(3, 1, null), (1, 2, null), (2, 3, null)], _fold.Rows);
        Assert.Equal(["manual", null, null], _fold.Snapshot.Runs[0].Results!.Select(r => r.Source));
        Assert.Equal(_fold.State.RunVersion, _fold.Snapshot.RunVersion);
    }

    [Fact]
    public void A_missed_finish_without_a_time_gets_its_place_from_officials_and_no_time()
    {
        _fold.Race(finishers: 2);
        _fold.Feed(_log.ForceFinish());
        _fold.Feed(_log.Order(1, 3, 2));

        Assert.Equal([(1, 1, null), (3, 2, null), (2, 3, null)], _fold.Rows);
        Assert.Null(_fold.Snapshot.Runs[0].Results![1].ElapsedUs);
    }

    [Fact]
    public void A_missed_finish_is_dnf_when_an_official_says_so()
    {
        _fold.Race(finishers: 2);
        _fold.Feed(_log.Result(3, "dnf"));
        Assert.Equal("not_finished", _fold.Refusal);

        _fold.Feed(_log.ForceFinish());
        _fold.Feed(_log.Result(3, "dnf"));
        Assert.Equal([(1, 1, null), (2, 2, null), (3, null, "dnf")], _fold.Rows);
    }

    [Theory]
    [InlineData(1, "finish", 70_000, "already_crossed")]
    [InlineData(3, "moon", 70_000, "unknown_timing_point")]
    [InlineData(7, "finish", 70_000, "no_such_rider")]
    [InlineData(3, "finish", 0, "invalid_time")]
    [InlineData(3, "finish", 9e6, "invalid_time")]
    [InlineData(3, "finish", 1_000, "not_plausible")]
    [InlineData(1, "split-1", 90_000, "not_plausible")]
    public void A_time_that_cannot_be_is_refused(int lane, string point, double ms, string code)
    {
        _fold.Race(finishers: 2);
        var before = _fold.Snapshot.Runs[0];
        _fold.Feed(_log.Insert(lane, point, ms));

        Assert.Equal(code, _fold.Refusal);
        Assert.Equal(before, _fold.Snapshot.Runs[0]);
    }

    [Fact]
    public void A_passing_struck_out_takes_its_second_reads_with_it_and_comes_back()
    {
        _fold.Race(riders: 2, finishers: 0);
        _fold.Feed(_log.Lane(1, 65_000));
        var number = _fold.State.Decoders[RawLogBuilder.Decoder].LastNumber;
        _fold.Feed(_log.Lane(1, 65_010));
        _fold.Feed(_log.Lane(2, 66_000));

        _fold.Feed(_log.Void(1, "finish"));
        Assert.Equal([(2, 1, null), (1, null, "dnf")], _fold.Rows);

        _fold.Feed(_log.Unvoid(number));
        Assert.Equal([(1, 1, null), (2, 2, null)], _fold.Rows);
        Assert.Equal(65_000_000, _fold.Snapshot.Runs[0].Results![0].ElapsedUs!.Value.Value);
    }

    [Fact]
    public void What_was_entered_by_mistake_is_gone_when_it_is_voided()
    {
        _fold.Race(finishers: 2);
        _fold.Feed(_log.Insert(3, "split-1", 30_000));
        _fold.Feed(_log.Void(3, "split-1"));

        Assert.DoesNotContain(_fold.Snapshot.Runs[0].Splits, s => s.TimingPoint == "split-1");
        _fold.Feed(_log.Void(3, "split-1"));
        Assert.Equal("no_such_passing", _fold.Refusal);
    }

    [Fact]
    public void An_unknown_transponder_is_used_for_a_lane_from_then_on()
    {
        _fold.Feed(_log.Stage(riders: 2));
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Lane(1, 2_500));
        _fold.Feed(_log.Passing(5_551_234, 2_600));
        Assert.Null(_fold.Single<UnknownTransponder>().RiderId);
        Assert.Null(_fold.Snapshot.Runs[0].Positions.Single(p => p.Lane == 2).Place);

        _fold.Feed(_log.Assign(3, lane: 2));
        Assert.Equal(2, _fold.Snapshot.Runs[0].Positions.Single(p => p.Lane == 2).Place);
        _fold.Feed(_log.Passing(5_551_234, 65_000));
        Assert.Equal(2, _fold.Single<RiderFinished>().Lane);

        _fold.Feed(_log.Assign(3, lane: null));
        Assert.Null(_fold.Snapshot.Runs[0].Positions.Single(p => p.Lane == 2).LastPoint);
        Assert.Empty(_fold.State.Runs[0].Riders[1].Aliases);
    }

    [Fact]
    public void A_passing_of_another_rider_moves_alone_and_goes_back_to_its_owner()
    {
        _fold.Race(finishers: 0);
        _fold.Feed(_log.Passing(RawLogBuilder.Chip(1), 65_000)); // passing 5
        _fold.Feed(_log.Assign(5, lane: 2));
        Assert.Equal("finished", _fold.Snapshot.Runs[0].Positions.Single(p => p.Lane == 2).Status);
        Assert.Equal("hill", _fold.Snapshot.Runs[0].Positions.Single(p => p.Lane == 1).LastPoint);

        _fold.Feed(_log.Assign(5, lane: null));
        Assert.Equal("finished", _fold.Snapshot.Runs[0].Positions.Single(p => p.Lane == 1).Status);
        Assert.Equal("on_track", _fold.Snapshot.Runs[0].Positions.Single(p => p.Lane == 2).Status);
    }

    [Fact]
    public void A_gate_pulse_and_a_passing_nobody_knows_are_given_to_no_lane()
    {
        _fold.Race();
        _fold.Feed(_log.Assign(1, lane: 2));
        Assert.Equal("not_a_rider", _fold.Refusal);
        _fold.Feed(_log.Assign(77, lane: 2));
        Assert.Equal("no_such_passing", _fold.Refusal);
    }

    [Fact]
    public void A_tie_is_split_by_officials_only_and_comes_back_with_the_clock()
    {
        _fold.Race(riders: 2, finishers: 0);
        _fold.Feed(_log.Lane(1, 65_000));
        _fold.Feed(_log.Lane(2, 65_000));
        Assert.Equal([(1, 1, null), (2, 1, null)], _fold.Rows);

        _fold.Feed(_log.Order(2, 1));
        Assert.Equal([(2, 1, null), (1, 2, null)], _fold.Rows);
        Assert.All(_fold.Snapshot.Runs[0].Results!, r => Assert.False(r.Tie));
        var corrected = _fold.Single<ResultCorrected>();
        Assert.Equal(("set_order", "race director", "photo finish"), (corrected.Reason, corrected.Actor, corrected.Note));

        _fold.Feed(_log.Order());
        Assert.Equal([(1, 1, null), (2, 1, null)], _fold.Rows);
    }

    [Fact]
    public void An_order_names_every_finisher_once()
    {
        _fold.Race();
        _fold.Feed(_log.Order(1, 2));
        Assert.Equal("incomplete_order", _fold.Refusal);
        _fold.Feed(_log.Order(1, 2, 2));
        Assert.Equal("invalid_order", _fold.Refusal);
        _fold.Feed(_log.Order(1, 2, 8));
        Assert.Equal("invalid_order", _fold.Refusal);
    }

    [Fact]
    public void A_disqualified_rider_has_no_place_and_the_others_move_up()
    {
        _fold.Race();
        _fold.Feed(_log.Result(1, "dsq"));
        Assert.Equal([(2, 1, null), (3, 2, null), (1, null, "dsq")], _fold.Rows);

        _fold.Feed(_log.Result(1, null));
        Assert.Equal([(1, 1, null), (2, 2, null), (3, 3, null)], _fold.Rows);
    }

    [Fact]
    public void A_relegated_rider_has_the_last_place()
    {
        _fold.Race();
        _fold.Feed(_log.Result(1, "rel"));

        Assert.Equal([(2, 1, null), (3, 2, null), (1, 3, "rel")], _fold.Rows);
    }

    [Fact]
    public void A_correction_after_the_next_round_was_staged_names_what_may_have_to_change()
    {
        _fold.Race();
        _fold.Feed(_log.Stage("final-1", change: s => s with { Moto = s.Moto with { RoundName = "Final" } }));
        var staged = _fold.State.Staged;
        _fold.Feed(_log.Result(1, "dsq"));

        var warning = _fold.Single<Diagnostic>();
        Assert.Equal(("later_round_staged", "final-1-r1"), (warning.Code, warning.Detail));
        Assert.Equal(staged, _fold.State.Staged);
    }

    [Fact]
    public void A_corrected_result_says_who_and_why_and_raises_the_version()
    {
        _fold.Race();
        var version = _fold.State.RunVersion;
        _fold.Feed(_log.Result(2, "dsq"));

        var corrected = _fold.Single<ResultCorrected>();
        Assert.Equal((version + 1, "set_result", "race director", "photo finish"),
            (corrected.RunVersion, corrected.Reason, corrected.Actor, corrected.Note));
        Assert.Equal([RaceEventKinds.RunRestated, RaceEventKinds.ResultCorrected, RaceEventKinds.ControlApplied], _fold.LastKinds);
    }

    [Fact]
    public void A_correction_of_a_stale_picture_is_a_conflict_and_not_a_silent_change()
    {
        _fold.Race();
        _fold.Feed(_log.Intent(
            Intents.SetResult, version: 1, p => p with { Correction = new CorrectionDetails { Lane = 1, Code = "dsq" } }));

        Assert.Equal("version_conflict", _fold.Refusal);
        Assert.Equal([(1, 1, null), (2, 2, null), (3, 3, null)], _fold.Rows);
    }
}
