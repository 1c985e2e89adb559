using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.RaceEngine;

/// <summary>Races whose gate was not heard: officials are asked, and no time is invented.</summary>
public sealed class DeadGateTests
{
    private readonly RawLogBuilder _log = new();
    private readonly FoldRun _fold;

    public DeadGateTests() => _fold = new FoldRun(_log);

    private static StageDetails FirstLoop(StageDetails stage) => stage with { Track = stage.Track with { FirstLoopStart = true } };

    [Fact]
    public void With_a_dead_gate_officials_are_asked_and_no_time_is_made_up()
    {
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Lane(1, 2_500));
        Assert.Equal("before_gate", _fold.Ignored);
        _fold.Feed(_log.Lane(3, 2_700));

        Assert.Equal("gate_missing", _fold.Single<DecisionNeeded>().Reason);
        Assert.Equal([1, 3], _fold.Single<DecisionNeeded>().Lanes);
        Assert.All(_fold.Snapshot.Runs[0].Positions, p => Assert.Null(p.ElapsedUs));
        _fold.Cross(2_900, 2, 4);
        Assert.Empty(_fold.LastFacts.OfType<DecisionNeeded>());
    }

    [Fact]
    public void With_a_dead_gate_the_first_loop_becomes_time_zero_when_an_official_says_so()
    {
        _fold.Feed(_log.Stage(riders: 2));
        _fold.Feed(_log.Lane(2, 2_700));
        _fold.Feed(_log.Lane(1, 2_500));
        _fold.Feed(_log.ManualGate("first_loop"));

        var run = _fold.Snapshot.Runs[0];
        Assert.Equal(("racing", "first_loop"), (run.Phase, run.ClockSource));
        Assert.Equal([0L, 200_000L], run.Positions.Select(p => p.ElapsedUs!.Value.Value));
        _fold.Cross(65_000, 1, 2);
        Assert.Equal([1, 2], _fold.Single<RaceFinished>().Results.Select(r => r.Place!.Value));
    }

    [Fact]
    public void Where_the_track_says_so_the_first_loop_starts_the_race_and_names_its_clock()
    {
        _fold.Feed(_log.Stage(riders: 2, change: FirstLoop));
        _fold.Feed(_log.Lane(2, 2_500));

        Assert.Equal(ClockSource.FirstLoop, _fold.Single<GateDropped>().Pulse.Source);
        Assert.Equal(Micros.Zero, _fold.Single<SplitTaken>().ElapsedUs);
        _fold.Feed(_log.Lane(1, 2_600));
        Assert.Equal(new Micros(100_000), _fold.Single<SplitTaken>().ElapsedUs);
        Assert.Equal("first_loop", _fold.Snapshot.Runs[0].ClockSource);
    }

    [Fact]
    public void The_true_pulse_takes_over_from_the_first_loop_when_it_is_recovered()
    {
        _fold.Feed(_log.Stage(riders: 2, change: FirstLoop));
        _fold.Feed(_log.Lane(1, 2_500, number: 11));
        _fold.Feed(_log.Passing(RawLogBuilder.GateId, 0, number: 10, resent: true));

        Assert.Equal("gate", _fold.Snapshot.Runs[0].ClockSource);
        Assert.Equal(new Micros(2_500_000), _fold.Single<SplitTaken>().ElapsedUs);
    }

    [Fact]
    public void A_rider_who_only_rolled_over_the_hill_gives_way_to_the_gate()
    {
        _fold.Feed(_log.Stage(riders: 2, change: FirstLoop));
        _fold.Feed(_log.Lane(1, 2_500));
        _fold.Feed(_log.Gate(40_000));
        _fold.Feed(_log.Lane(1, 42_500));

        Assert.Equal(new Micros(2_500_000), _fold.Single<SplitTaken>().ElapsedUs);
        Assert.Equal("gate", _fold.Snapshot.Runs[0].ClockSource);
    }

    [Fact]
    public void A_gate_by_hand_counts_on_the_decoders_clock_and_says_so()
    {
        _fold.Feed(_log.Stage(riders: 1));
        _fold.Feed(_log.ManualGate());
        Assert.Equal("no_decoder_clock", _fold.Refusal);

        _fold.Feed(_log.Status(1_000));
        _fold.Feed(_log.ManualGate());
        Assert.Equal(RawLogBuilder.At(1_000), _fold.Single<GateDropped>().Pulse.TimeUs);
        Assert.Equal("manual", _fold.Snapshot.Runs[0].ClockSource);
        _fold.Feed(_log.ManualGate(run: "moto-1-r1"));
        Assert.Equal("already_started", _fold.Refusal);
    }

    [Fact]
    public void A_moto_staged_too_late_gets_the_pulse_and_the_reads_it_missed()
    {
        _fold.Feed(_log.Gate(0));
        Assert.Equal("gate_without_moto", _fold.Ignored);
        _fold.Feed(_log.Lane(1, 2_500));
        _fold.Feed(_log.Stage(riders: 2));
        _fold.Feed(_log.AttachGate());

        Assert.Equal([RaceEventKinds.GateDrop, RaceEventKinds.SplitTime, RaceEventKinds.PositionsUpdate, RaceEventKinds.ControlApplied],
            _fold.LastKinds);
        Assert.Equal(new Micros(2_500_000), _fold.Single<SplitTaken>().ElapsedUs);
        Assert.Equal(_fold.State.RunVersion, _fold.Snapshot.RunVersion);
    }

    [Fact]
    public void A_pulse_is_attached_within_a_minute_and_once()
    {
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Status(60_001));
        _fold.Feed(_log.Stage(riders: 1));
        _fold.Feed(_log.AttachGate());
        Assert.Equal("no_gate_pulse", _fold.Refusal);

        _fold.Feed(_log.Unstage());
        _fold.Feed(_log.Gate(70_000));
        _fold.Feed(_log.Stage("moto-2", riders: 1));
        _fold.Feed(_log.AttachGate());
        _fold.Single<GateDropped>();
        _fold.Feed(_log.AttachGate());
        Assert.Equal("no_gate_pulse", _fold.Refusal);
    }

    [Fact]
    public void A_finished_race_that_was_started_by_hand_gets_its_true_times_when_the_pulse_is_attached()
    {
        _fold.Feed(_log.Gate(0)); // nobody staged
        _fold.Feed(_log.Stage(riders: 1));
        _fold.Feed(_log.ManualGate(ms: 500));
        _fold.Feed(_log.Lane(1, 30_000, point: "finish"));
        Assert.Equal(29_500_000, _fold.Single<RaceFinished>().Results[0].ElapsedUs!.Value.Value);

        _fold.Feed(_log.AttachGate("moto-1-r1"));
        Assert.Equal(30_000_000, _fold.Single<ResultCorrected>().Results[0].ElapsedUs!.Value.Value);
        _fold.Feed(_log.Gate(40_000));
        _fold.Feed(_log.AttachGate("moto-1-r1"));
        Assert.Equal("gate_known", _fold.Refusal);
    }
}
