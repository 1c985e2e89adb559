using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.RaceEngine;

/// <summary>A result that stands, a race that is ended, abandoned or opened again.</summary>
public sealed class EndingTests
{
    private readonly RawLogBuilder _log = new();
    private readonly FoldRun _fold;

    public EndingTests() => _fold = new FoldRun(_log);

    [Fact]
    public void An_official_result_is_changed_by_no_read_and_no_command_until_that_is_taken_back()
    {
        _fold.Race(riders: 2, finishers: 2);
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

        Assert.Equal([(1, 1, null), (2, 2, null)], _fold.Rows);
        _fold.Feed(_log.Official(official: false));
        Assert.False(_fold.Snapshot.Runs[0].Official);
        _fold.Feed(_log.Assign(6, lane: null));
        Assert.Equal([(2, 1, null), (1, 2, null)], _fold.Rows);
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
        _fold.Race(finishers: 2);
        _fold.Feed(_log.ForceFinish());
        _fold.Feed(_log.Reopen());
        Assert.Equal("racing", _fold.Snapshot.Phase);

        _fold.Feed(_log.Lane(3, 120_000));
        Assert.False(_fold.Single<RaceFinished>().Forced);
        Assert.Equal([(1, 1, null), (2, 2, null), (3, 3, null)], _fold.Rows);
    }

    [Fact]
    public void A_race_that_was_reset_by_mistake_is_what_it_was()
    {
        _fold.Race(finishers: 2);
        _fold.Feed(_log.Reset());
        Assert.Equal("abandoned", _fold.Snapshot.Phase);
        _fold.Feed(_log.Reopen());
        _fold.Feed(_log.Lane(3, 70_000));

        Assert.Equal([(1, 1, null), (2, 2, null), (3, 3, null)], _fold.Rows);
    }

    [Fact]
    public void A_run_is_not_reopened_beside_another_run_of_its_moto()
    {
        _fold.Race(finishers: 2);
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
        _fold.Race();
        _fold.Feed(_log.Reopen());

        Assert.Equal("all_finished", _fold.Refusal);
    }

    [Fact]
    public void An_abandoned_run_takes_no_read_of_the_next_one()
    {
        _fold.Race(finishers: 0);
        _fold.Feed(_log.Reset());
        _fold.Feed(_log.Stage(riders: 3));
        _fold.Feed(_log.Gate(90_000));
        _fold.Feed(_log.Lane(1, 92_500));

        Assert.Equal("moto-1-r2", _fold.Single<SplitTaken>().RunId.Value);
        Assert.Equal(new Micros(2_500_000), _fold.Single<SplitTaken>().ElapsedUs);
    }
}
