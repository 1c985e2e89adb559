using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.RaceEngine;

/// <summary>What officials change during and after a race, and that it can be taken back.</summary>
public sealed class CorrectionTests
{
    private readonly RawLogBuilder _log = new();
    private readonly FoldRun _fold;

    public CorrectionTests() => _fold = new FoldRun(_log);

    /// <summary>Gate is passing 1; hill and finish reads follow by lane.</summary>
    private void Race(int riders = 3, int finishers = 3)
    {
        _fold.Feed(_log.Stage(riders: riders));
        _fold.Feed(_log.Gate(0));
        for (var lane = 1; lane <= riders; lane++)
        {
            _fold.Feed(_log.Lane(lane, 2_500 + lane));
        }

        for (var lane = 1; lane <= finishers; lane++)
        {
            _fold.Feed(_log.Lane(lane, 65_000 + (lane * 1_000)));
        }
    }

    private IEnumerable<(int Lane, int? Place, string? Code)> Rows =>
        _fold.Snapshot.Runs[0].Results!.Select(r => (r.Lane, r.Place, r.Code));

    [Fact]
    public void A_missed_finish_is_entered_by_an_official_and_ends_the_race()
    {
        Race(finishers: 2);
        _fold.Feed(_log.Insert(3, "finish", 65_500));

        Assert.Equal(
            [RaceEventKinds.RunRestated, RaceEventKinds.RaceFinished, RaceEventKinds.RunFlagged, RaceEventKinds.ControlApplied],
            _fold.LastKinds);
        Assert.Equal([(3, 1, null), (1, 2, null), (2, 3, null)], Rows);
        Assert.Equal(["manual", null, null], _fold.Snapshot.Runs[0].Results!.Select(r => r.Source));
        Assert.Equal(_fold.State.RunVersion, _fold.Snapshot.RunVersion);
    }

    [Fact]
    public void A_missed_finish_without_a_time_gets_its_place_from_officials_and_no_time()
    {
        Race(finishers: 2);
        _fold.Feed(_log.ForceFinish());
        _fold.Feed(_log.Order(1, 3, 2));

        Assert.Equal([(1, 1, null), (3, 2, null), (2, 3, null)], Rows);
        Assert.Null(_fold.Snapshot.Runs[0].Results![1].ElapsedUs);
    }

    [Fact]
    public void A_missed_finish_is_dnf_when_an_official_says_so()
    {
        Race(finishers: 2);
        _fold.Feed(_log.Result(3, "dnf"));
        Assert.Equal("not_finished", _fold.Refusal);

        _fold.Feed(_log.ForceFinish());
        _fold.Feed(_log.Result(3, "dnf"));
        Assert.Equal([(1, 1, null), (2, 2, null), (3, null, "dnf")], Rows);
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
        Race(finishers: 2);
        var before = _fold.Snapshot.Runs[0];
        _fold.Feed(_log.Insert(lane, point, ms));

        Assert.Equal(code, _fold.Refusal);
        Assert.Equal(before, _fold.Snapshot.Runs[0]);
    }

    [Fact]
    public void A_passing_struck_out_takes_its_second_reads_with_it_and_comes_back()
    {
        Race(riders: 2, finishers: 0);
        _fold.Feed(_log.Lane(1, 65_000));
        var number = _fold.State.Decoders[RawLogBuilder.Decoder].LastNumber;
        _fold.Feed(_log.Lane(1, 65_010));
        _fold.Feed(_log.Lane(2, 66_000));

        _fold.Feed(_log.Void(1, "finish"));
        Assert.Equal([(2, 1, null), (1, null, "dnf")], Rows);

        _fold.Feed(_log.Unvoid(number));
        Assert.Equal([(1, 1, null), (2, 2, null)], Rows);
        Assert.Equal(65_000_000, _fold.Snapshot.Runs[0].Results![0].ElapsedUs!.Value.Value);
    }

    [Fact]
    public void What_was_entered_by_mistake_is_gone_when_it_is_voided()
    {
        Race(finishers: 2);
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
        Race(finishers: 0);
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
        Race();
        _fold.Feed(_log.Assign(1, lane: 2));
        Assert.Equal("not_a_rider", _fold.Refusal);
        _fold.Feed(_log.Assign(77, lane: 2));
        Assert.Equal("no_such_passing", _fold.Refusal);
    }

    [Fact]
    public void A_tie_is_split_by_officials_only_and_comes_back_with_the_clock()
    {
        Race(riders: 2, finishers: 0);
        _fold.Feed(_log.Lane(1, 65_000));
        _fold.Feed(_log.Lane(2, 65_000));
        Assert.Equal([(1, 1, null), (2, 1, null)], Rows);

        _fold.Feed(_log.Order(2, 1));
        Assert.Equal([(2, 1, null), (1, 2, null)], Rows);
        Assert.All(_fold.Snapshot.Runs[0].Results!, r => Assert.False(r.Tie));
        var corrected = _fold.Single<ResultCorrected>();
        Assert.Equal(("set_order", "race director", "photo finish"), (corrected.Reason, corrected.Actor, corrected.Note));

        _fold.Feed(_log.Order());
        Assert.Equal([(1, 1, null), (2, 1, null)], Rows);
    }

    [Fact]
    public void An_order_names_every_finisher_once()
    {
        Race();
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
        Race();
        _fold.Feed(_log.Result(1, "dsq"));
        Assert.Equal([(2, 1, null), (3, 2, null), (1, null, "dsq")], Rows);

        _fold.Feed(_log.Result(1, null));
        Assert.Equal([(1, 1, null), (2, 2, null), (3, 3, null)], Rows);
    }

    [Fact]
    public void A_relegated_rider_has_the_last_place()
    {
        Race();
        _fold.Feed(_log.Result(1, "rel"));

        Assert.Equal([(2, 1, null), (3, 2, null), (1, 3, "rel")], Rows);
    }

    [Fact]
    public void A_correction_after_the_next_round_was_staged_names_what_may_have_to_change()
    {
        Race();
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
        Race();
        var version = _fold.State.RunVersion;
        _fold.Feed(_log.Result(2, "dsq"));

        var corrected = _fold.Single<ResultCorrected>();
        Assert.Equal((version + 1, "set_result", "race director", "photo finish"),
            (corrected.RunVersion, corrected.Reason, corrected.Actor, corrected.Note));
        Assert.Equal([RaceEventKinds.RunRestated, RaceEventKinds.ResultCorrected, RaceEventKinds.ControlApplied], _fold.LastKinds);
    }

    [Fact]
    public void A_rider_is_scratched_until_the_gate_and_afterwards_only_by_a_correction()
    {
        _fold.Feed(_log.Stage(riders: 2));
        _fold.Feed(_log.Scratch(2));
        Assert.Equal("dns", _fold.Snapshot.Runs[0].Positions[1].Status);
        _fold.Feed(_log.Scratch(1));
        Assert.Equal("nobody_left", _fold.Refusal);
        _fold.Feed(_log.Scratch(2, undo: true));
        Assert.Equal("at_gate", _fold.Snapshot.Runs[0].Positions[1].Status);
        _fold.Feed(_log.Scratch(2));

        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Scratch(2, undo: true));
        Assert.Equal("already_started", _fold.Refusal);
        _fold.Feed(_log.Lane(1, 65_000));
        Assert.Equal([(1, 1, null), (2, null, "dns")], Rows);
    }

    [Fact]
    public void Lanes_change_at_the_gate_and_afterwards_but_not_while_racing()
    {
        _fold.Feed(_log.Stage(riders: 2));
        _fold.Feed(_log.SetLane(1, 2));
        Assert.Equal(["rider-2", "rider-1"], _fold.Snapshot.Runs[0].Riders.Select(r => r.RiderId.Value));
        _fold.Feed(_log.SetLane(1, 8));
        Assert.Equal([2, 8], _fold.Snapshot.Runs[0].Riders.Select(r => r.Lane));

        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Passing(RawLogBuilder.Chip(1), 2_500));
        Assert.Equal(2, _fold.Single<SplitTaken>().Lane);
        _fold.Feed(_log.Correct(Intents.SetLane, new() { Lane = 2, ToLane = 3 }, "moto-1-r1"));
        Assert.Equal("race_running", _fold.Refusal);

        _fold.Feed(_log.ForceFinish());
        _fold.Feed(_log.SetLane(8, 1));
        Assert.Equal([1, 2], _fold.Snapshot.Runs[0].Riders.Select(r => r.Lane));
    }

    [Fact]
    public void A_heat_that_shrinks_below_its_minimum_is_reported_and_never_drawn_anew()
    {
        _fold.Feed(_log.Stage(riders: 3, change: s => s with { Track = s.Track with { MinStarters = 3 } }));
        _fold.Feed(_log.Scratch(3));

        Assert.Equal("few_starters", _fold.Single<Diagnostic>().Code);
        Assert.Equal([1, 2, 3], _fold.State.Staged!.Riders.Select(r => r.Entry.Lane));
    }

    [Fact]
    public void Empty_lanes_between_riders_change_nothing()
    {
        _fold.Feed(_log.Stage(change: s => s with { Riders = [RawLogBuilder.Rider(2), RawLogBuilder.Rider(5), RawLogBuilder.Rider(7)] }));
        _fold.Feed(_log.Gate(0));
        foreach (var lane in (int[])[7, 2, 5])
        {
            _fold.Feed(_log.Lane(lane, 65_000 + lane));
        }

        Assert.Equal([(2, 1, null), (5, 2, null), (7, 3, null)], Rows);
    }

    [Fact]
    public void A_correction_of_a_stale_picture_is_a_conflict_and_not_a_silent_change()
    {
        Race();
        _fold.Feed(_log.Intent(
            Intents.SetResult, version: 1, p => p with { Correction = new CorrectionDetails { Lane = 1, Code = "dsq" } }));

        Assert.Equal("version_conflict", _fold.Refusal);
        Assert.Equal([(1, 1, null), (2, 2, null), (3, 3, null)], Rows);
    }

    [Fact]
    public void An_official_result_is_changed_by_no_read_and_no_command_until_that_is_taken_back()
    {
        Race(riders: 2, finishers: 2);
        _fold.Feed(_log.Official());
        Assert.Equal([RaceEventKinds.ResultOfficial, RaceEventKinds.ControlApplied], _fold.LastKinds);
        Assert.True(_fold.Snapshot.Runs[0].Official);

        _fold.Feed(_log.Lane(2, 61_000, resent: true));
        Assert.Equal("late_read_official", _fold.Single<Diagnostic>().Code);
        Assert.Single(_fold.Last);
        foreach (var refused in (RawRecord[])
            [
                _log.Result(1, "dsq"), _log.Order(2, 1), _log.SetLane(1, 8), _log.Void(1, "finish"), _log.Assign(4, 2),
                _log.Reset("moto-1-r1"), _log.Reopen("moto-1-r1"), _log.AttachGate("moto-1-r1"),
            ])
        {
            _fold.Feed(refused);
            Assert.Equal("result_official", _fold.Refusal);
        }

        Assert.Equal([(1, 1, null), (2, 2, null)], Rows);
        _fold.Feed(_log.Official(official: false));
        Assert.False(_fold.Snapshot.Runs[0].Official);
        _fold.Feed(_log.Assign(6, lane: null));
        Assert.Equal([(2, 1, null), (1, 2, null)], Rows);
    }

    [Fact]
    public void Only_a_race_that_is_over_has_a_result_to_stand()
    {
        _fold.Feed(_log.Official());
        Assert.Equal("run_not_found", _fold.Refusal);
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Official(run: "moto-1-r1"));
        Assert.Equal("not_finished", _fold.Refusal);
    }

    [Fact]
    public void A_forced_race_goes_on_when_it_is_reopened()
    {
        Race(finishers: 2);
        _fold.Feed(_log.ForceFinish());
        _fold.Feed(_log.Reopen());
        Assert.Equal("racing", _fold.Snapshot.Phase);

        _fold.Feed(_log.Lane(3, 120_000));
        Assert.False(_fold.Single<RaceFinished>().Forced);
        Assert.Equal([(1, 1, null), (2, 2, null), (3, 3, null)], Rows);
    }

    [Fact]
    public void A_race_that_was_reset_by_mistake_is_what_it_was()
    {
        Race(finishers: 2);
        _fold.Feed(_log.Reset());
        Assert.Equal("abandoned", _fold.Snapshot.Phase);
        _fold.Feed(_log.Reopen());
        _fold.Feed(_log.Lane(3, 70_000));

        Assert.Equal([(1, 1, null), (2, 2, null), (3, 3, null)], Rows);
    }

    [Fact]
    public void A_run_is_not_reopened_beside_another_run_of_its_moto()
    {
        Race(finishers: 2);
        _fold.Feed(_log.Reset());
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Reopen("moto-1-r1"));
        Assert.Equal("moto_open", _fold.Refusal);

        _fold.Feed(_log.Reopen("moto-1-r2"));
        Assert.Equal("no_change", _fold.Refusal);
        _fold.Feed(_log.Reopen("moto-9-r1"));
        Assert.Equal("run_not_found", _fold.Refusal);
    }

    [Fact]
    public void A_race_all_riders_finished_is_corrected_and_not_reopened()
    {
        Race();
        _fold.Feed(_log.Reopen());

        Assert.Equal("all_finished", _fold.Refusal);
    }

    [Fact]
    public void An_abandoned_run_takes_no_read_of_the_next_one()
    {
        Race(finishers: 0);
        _fold.Feed(_log.Reset());
        _fold.Feed(_log.Stage(riders: 3));
        _fold.Feed(_log.Gate(90_000));
        _fold.Feed(_log.Lane(1, 92_500));

        Assert.Equal("moto-1-r2", _fold.Single<SplitTaken>().RunId.Value);
        Assert.Equal(new Micros(2_500_000), _fold.Single<SplitTaken>().ElapsedUs);
    }
}
