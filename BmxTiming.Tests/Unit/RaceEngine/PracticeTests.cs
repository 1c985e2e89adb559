using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.RaceEngine;

public sealed class PracticeTests
{
    private readonly RawLogBuilder _log = new();
    private readonly FoldRun _fold;

    public PracticeTests() => _fold = new FoldRun(_log);

    [Fact]
    public void In_practice_every_transponder_is_timed_from_the_gate_and_keeps_its_best()
    {
        _fold.Feed(_log.PracticeOn());
        Assert.Equal([RaceEventKinds.PracticeChanged, RaceEventKinds.ControlApplied], _fold.LastKinds);
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Passing(5_551_234, 2_600));
        _fold.Feed(_log.Passing(5_551_234, 2_650));
        Assert.Empty(_fold.Last);
        _fold.Feed(_log.Passing(5_551_234, 65_000));
        _fold.Feed(_log.Gate(100_000));
        _fold.Feed(_log.Passing(5_551_234, 102_500));
        _fold.Feed(_log.Passing(5_551_234, 167_000));

        var taken = _fold.Single<PracticeTaken>();
        Assert.Equal(("finish", 67_000_000L, 65_000_000L, 2), (taken.TimingPoint, taken.ElapsedUs.Value, taken.BestUs.Value, taken.Finishes));
        var row = Assert.Single(_fold.Snapshot.Practice!.Rows);
        Assert.Equal([("hill", 2_500_000L), ("finish", 65_000_000L)], row.Best.Select(b => (b.TimingPoint, b.ElapsedUs.Value)));
    }

    [Fact]
    public void Practice_touches_no_moto()
    {
        _fold.Feed(_log.Stage(riders: 1));
        _fold.Feed(_log.PracticeOn());
        Assert.Equal("race_open", _fold.Refusal);

        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Lane(1, 65_000));
        var runs = _fold.State.Runs;
        _fold.Feed(_log.PracticeOn());
        _fold.Feed(_log.Gate(70_000));
        _fold.Feed(_log.Lane(1, 72_500));
        _fold.Single<PracticeTaken>();
        Assert.Equal(runs.AsEnumerable(), _fold.State.Runs);
        _fold.Feed(_log.Stage("moto-2"));
        Assert.Equal("practice_running", _fold.Refusal);
    }

    [Fact]
    public void Practice_ends_and_is_on_no_board_any_more()
    {
        _fold.Feed(_log.PracticeOff());
        Assert.Equal("no_change", _fold.Refusal);
        _fold.Feed(_log.PracticeOn());
        _fold.Feed(_log.PracticeOn());
        Assert.Equal("no_change", _fold.Refusal);
        _fold.Feed(_log.PracticeOff());

        Assert.Null(_fold.Snapshot.Practice);
        _fold.Feed(_log.Stage());
        _fold.Single<RaceStaged>();
    }

    [Fact]
    public void The_transponder_seen_longest_ago_makes_room()
    {
        _fold.Feed(_log.PracticeOn());
        _fold.Feed(_log.Gate(0));
        for (var i = 0; i <= Practice.MaxRiders; i++)
        {
            _fold.Feed(_log.Passing(7_000_000u + (uint)i, 2_500 + i));
        }

        Assert.Equal(Practice.MaxRiders, _fold.State.Practice!.Riders.Length);
        Assert.DoesNotContain(_fold.State.Practice.Riders, r => r.Tag.TransponderId == 7_000_000u);
        Assert.Equal(new Micros(2_564_000), _fold.Single<PracticeTaken>().ElapsedUs);
    }
}
