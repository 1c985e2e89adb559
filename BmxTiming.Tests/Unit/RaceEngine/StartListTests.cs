using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.RaceEngine;

/// <summary>Who starts, and from which lane, after the moto was staged.</summary>
public sealed class StartListTests
{
    private readonly RawLogBuilder _log = new();
    private readonly FoldRun _fold;

    public StartListTests() => _fold = new FoldRun(_log);

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
        Assert.Equal([(1, 1, null), (2, null, "dns")], _fold.Rows);
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

        Assert.Equal([(2, 1, null), (5, 2, null), (7, 3, null)], _fold.Rows);
    }
}
