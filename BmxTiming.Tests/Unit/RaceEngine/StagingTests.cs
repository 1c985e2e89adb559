using BmxTiming.Protocol.Race;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.RaceEngine;

public sealed class StagingTests
{
    private readonly RawLogBuilder _log = new();
    private readonly FoldRun _fold;

    public StagingTests() => _fold = new FoldRun(_log);

    [Fact]
    public void Staging_opens_the_first_run_and_answers_last()
    {
        _fold.Feed(_log.Stage());

        Assert.Equal([RaceEventKinds.RaceStaged, RaceEventKinds.ControlApplied], _fold.LastKinds);
        Assert.Equal("moto-1-r1", _fold.Single<RaceStaged>().RunId.Value);
        Assert.Equal(1, _fold.Single<ControlApplied>().RunVersion);
        Assert.Equal(RunPhase.Staged, Assert.Single(_fold.State.Runs).Phase);
        Assert.All(_fold.Snapshot.Runs[0].Positions, row => Assert.Equal(RiderStatuses.AtGate, row.Status));
    }

    [Fact]
    public void The_same_intent_again_is_dropped_without_an_event()
    {
        var stage = _log.Stage();
        _fold.Feed(stage);
        var before = _fold.State;

        _fold.Feed(_log.Again(stage));

        Assert.Empty(_fold.Last);
        Assert.Equal(before.RaceSeq, _fold.State.RaceSeq);
        Assert.Equal(1, _fold.State.Counters.DuplicateIntents);
    }

    [Fact]
    public void A_refused_intent_sent_again_is_not_refused_twice()
    {
        var unstage = _log.Unstage();
        _fold.Feed(unstage);
        Assert.Equal("nothing_staged", _fold.Refusal);

        Assert.Empty(_fold.Feed(_log.Again(unstage)));
    }

    [Fact]
    public void Another_run_version_is_a_conflict_and_changes_nothing()
    {
        _fold.Feed(_log.Stage(version: 7));

        Assert.Equal("version_conflict", _fold.Refusal);
        Assert.Equal(0, _fold.State.RunVersion);
        Assert.Empty(_fold.State.Runs);
    }

    [Fact]
    public void The_right_run_version_is_accepted()
    {
        _fold.Feed(_log.Stage(version: 0));
        _fold.Feed(_log.Unstage(version: 1));

        Assert.Equal(2, _fold.Single<ControlApplied>().RunVersion);
    }

    [Fact]
    public void A_transponder_carried_by_two_riders_is_refused()
    {
        _fold.Feed(_log.Stage(change: s => s with
        {
            Riders = [RawLogBuilder.Rider(1), RawLogBuilder.Rider(2) with { TransponderIds = [RawLogBuilder.Chip(1)] }],
        }));

        Assert.Equal("transponder_twice", _fold.Refusal);
    }

    [Fact]
    public void A_transponder_listed_twice_for_one_rider_is_accepted()
    {
        _fold.Feed(_log.Stage(change: s => s with
        {
            Riders = [RawLogBuilder.Rider(1) with { TransponderIds = [RawLogBuilder.Chip(1), RawLogBuilder.Chip(1)] }],
        }));

        _fold.Single<RaceStaged>();
    }

    [Theory]
    [InlineData(9992u)]
    [InlineData(9998u)]
    [InlineData(0u)]
    public void A_rider_cannot_carry_a_number_of_the_gate_or_of_the_system(uint id)
    {
        _fold.Feed(_log.Stage(change: s => s with { Riders = [RawLogBuilder.Rider(1) with { TransponderIds = [id] }] }));

        Assert.Equal("transponder_reserved", _fold.Refusal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void A_gate_holds_one_to_eight_riders(int riders)
    {
        _fold.Feed(_log.Stage(riders: riders));

        Assert.Equal("invalid_rider_count", _fold.Refusal);
    }

    [Fact]
    public void One_rider_may_race_alone()
    {
        _fold.Feed(_log.Stage(riders: 1));

        _fold.Single<RaceStaged>();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(2)]
    public void Lanes_are_one_to_eight_each_once(int lane)
    {
        _fold.Feed(_log.Stage(change: s => s with { Riders = [RawLogBuilder.Rider(1) with { Lane = lane }, RawLogBuilder.Rider(2)] }));

        Assert.Equal("invalid_lane", _fold.Refusal);
    }

    [Fact]
    public void A_rider_stands_at_the_gate_once()
    {
        _fold.Feed(_log.Stage(change: s => s with
        {
            Riders = [RawLogBuilder.Rider(1), RawLogBuilder.Rider(2) with { RiderId = RawLogBuilder.Rider(1).RiderId }],
        }));

        Assert.Equal("rider_twice", _fold.Refusal);
    }

    [Fact]
    public void The_last_timing_point_must_be_the_finish()
    {
        _fold.Feed(_log.Stage(change: s => s with { Track = s.Track with { TimingPoints = [s.Track.TimingPoints[0]] } }));

        Assert.Equal("invalid_timing_points", _fold.Refusal);
    }

    [Fact]
    public void A_moto_for_another_fold_version_is_refused()
    {
        _fold.Feed(_log.Stage(change: s => s with { FoldVersion = 99 }));

        Assert.Equal("unknown_fold_version", _fold.Refusal);
    }

    [Fact]
    public void Only_one_moto_stands_at_the_gate()
    {
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Stage("moto-2"));

        Assert.Equal("already_staged", _fold.Refusal);
    }

    [Fact]
    public void The_next_moto_may_stand_on_deck_while_one_races()
    {
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Stage("moto-2"));

        Assert.Equal([RunPhase.Racing, RunPhase.Staged], _fold.State.Runs.Select(r => r.Phase));
    }

    [Fact]
    public void An_unstaged_moto_can_be_staged_again_as_its_next_run()
    {
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Unstage());
        Assert.Equal([RaceEventKinds.RaceUnstaged, RaceEventKinds.ControlApplied], _fold.LastKinds);
        Assert.Empty(_fold.Snapshot.Runs);

        _fold.Feed(_log.Stage());
        Assert.Equal("moto-1-r2", _fold.Single<RaceStaged>().RunId.Value);
    }

    [Fact]
    public void A_race_cannot_be_unstaged()
    {
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Unstage("moto-1-r1"));

        Assert.Equal("already_started", _fold.Refusal);
    }

    [Fact]
    public void The_programme_changes_what_comes_next()
    {
        _fold.Feed(_log.Programme());

        Assert.Equal([RaceEventKinds.ProgrammeChanged, RaceEventKinds.ControlApplied], _fold.LastKinds);
        Assert.Equal(["moto-2", "moto-3"], _fold.Snapshot.NextMotos.Select(m => m.MotoId.Value));
        Assert.Equal(1, _fold.Snapshot.RunVersion);
    }

    [Fact]
    public void An_intent_this_engine_does_not_know_is_refused_by_name()
    {
        _fold.Feed(_log.Intent("dance"));
        Assert.Equal("unknown_intent", _fold.Refusal);
    }

    [Theory]
    [InlineData(Protocol.Ingest.Intents.Stage)]
    [InlineData(Protocol.Ingest.Intents.Programme)]
    [InlineData(Protocol.Ingest.Intents.PracticeOn)]
    [InlineData(Protocol.Ingest.Intents.ManualGate)]
    [InlineData(Protocol.Ingest.Intents.InsertPassing)]
    [InlineData(Protocol.Ingest.Intents.VoidPassing)]
    [InlineData(Protocol.Ingest.Intents.AssignPassing)]
    [InlineData(Protocol.Ingest.Intents.SetOrder)]
    [InlineData(Protocol.Ingest.Intents.SetResult)]
    [InlineData(Protocol.Ingest.Intents.Scratch)]
    [InlineData(Protocol.Ingest.Intents.SetLane)]
    public void An_intent_without_what_it_is_about_is_refused(string intent)
    {
        _fold.Feed(_log.Intent(intent));

        Assert.Equal("invalid_intent", _fold.Refusal);
    }
}
