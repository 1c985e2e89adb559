using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.RaceEngine;

/// <summary>Races whose gate, loop, decoder or clock failed: what went wrong is named, and no time is invented.</summary>
public sealed class DegradedTests
{
    private readonly RawLogBuilder _log = new();
    private readonly FoldRun _fold;

    public DegradedTests() => _fold = new FoldRun(_log);

    private IEnumerable<(string Code, string? Point)> Flags =>
        (_fold.Snapshot.Runs[0].Flags ?? []).Select(f => (f.Code, f.TimingPoint));

    private static StageDetails FirstLoop(StageDetails stage) => stage with { Track = stage.Track with { FirstLoopStart = true } };

    private static Func<StageDetails, StageDetails> Decoders(params uint[] ids) => stage => stage with
    {
        Track = stage.Track with { TimingPoints = [.. stage.Track.TimingPoints.Select((p, i) => p with { DecoderId = ids[i] })] },
    };

    private void Cross(double ms, params int[] lanes)
    {
        foreach (var lane in lanes)
        {
            _fold.Feed(_log.Lane(lane, ms + lane));
        }
    }

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
        Cross(2_900, 2, 4);
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
        Cross(65_000, 1, 2);
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

    [Fact]
    public void A_dead_hill_loop_is_named_and_nobody_gets_a_hill_time()
    {
        _fold.Feed(_log.Stage(riders: 3));
        _fold.Feed(_log.Gate(0));
        Cross(15_000, 1, 2, 3);
        Cross(65_000, 1, 2, 3);

        Assert.Equal([("loop_silent", "hill")], Flags);
        Assert.All(_fold.Single<RaceFinished>().Results, r => Assert.DoesNotContain(r.Splits, s => s.TimingPoint == "hill"));
    }

    [Fact]
    public void One_missed_rider_is_no_dead_loop()
    {
        _fold.Feed(_log.Stage(riders: 2));
        _fold.Feed(_log.Gate(0));
        Cross(2_500, 1);
        Cross(15_000, 1, 2);
        Cross(65_000, 1, 2);

        Assert.Empty(Flags);
    }

    [Fact]
    public void A_dead_finish_leaves_places_to_officials_and_gives_no_time()
    {
        _fold.Feed(_log.Stage(riders: 2));
        _fold.Feed(_log.Gate(0));
        Cross(2_500, 1, 2);
        Cross(15_000, 1, 2);
        _fold.Feed(_log.Status(180_000));
        Assert.Equal("finish_max", _fold.Single<DecisionNeeded>().Reason);
        Assert.Equal([("loop_silent", "finish")], Flags);

        _fold.Feed(_log.ForceFinish());
        _fold.Feed(_log.Order(2, 1));
        var results = _fold.Single<ResultCorrected>().Results;
        Assert.Equal([(2, 1), (1, 2)], results.Select(r => (r.Entry.Lane, r.Place!.Value)));
        Assert.All(results, r => Assert.Null(r.ElapsedUs));
        Assert.Contains(("loop_silent", "finish"), Flags);
    }

    [Fact]
    public void A_swapped_decoder_is_reported_once_and_its_loop_is_named()
    {
        _fold.Feed(_log.Stage(riders: 2, change: Decoders(RawLogBuilder.Decoder, 101, RawLogBuilder.Decoder)));
        _fold.Feed(_log.Gate(0));
        Cross(2_500, 1, 2);
        _fold.Feed(_log.Lane(1, 15_000, decoder: 999));
        Assert.Equal(("unmapped_decoder", 999u), (_fold.Single<Diagnostic>().Code, _fold.Single<Diagnostic>().DecoderId!.Value));
        _fold.Feed(_log.Lane(2, 15_100, decoder: 999));
        Assert.Empty(_fold.LastFacts.OfType<Diagnostic>());
        Cross(65_000, 1, 2);

        Assert.Equal([("loop_silent", "split-1")], Flags);
    }

    [Fact]
    public void A_clock_that_is_set_during_a_race_makes_its_times_unsafe_and_the_order_of_arrival_counts()
    {
        _fold.Feed(_log.Stage(riders: 2));
        _fold.Feed(_log.Gate(0));
        Cross(2_500, 1, 2);
        _fold.Feed(_log.Gateway(new(GatewayKinds.ClockStep, RawLogBuilder.Decoder, DeltaUs: new(-3_000_000)), 30_000));
        Assert.Equal([("times_unsafe", null)], Flags);

        _fold.Feed(_log.Lane(2, 62_050)); // first over the line
        _fold.Feed(_log.Lane(1, 62_000)); // the clock says otherwise, and cannot be believed
        Assert.Equal([2, 1], _fold.Single<RaceFinished>().Results.Select(r => r.Entry.Lane));
        Assert.Equal([("times_unsafe", null)], Flags.Take(1));
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

        Assert.Empty(Flags);
    }

    [Fact]
    public void A_decoder_that_does_not_know_the_date_is_named_and_still_times_the_race()
    {
        var zero = -RawLogBuilder.EpochUs / 1000.0;
        _fold.Feed(_log.Stage(riders: 1));
        _fold.Feed(_log.Gate(zero + 1));
        Assert.Equal([("clock_unset", null)], Flags);
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

    [Theory]
    [InlineData(120, 4)]
    [InlineData(59, 25)]
    public void A_finish_from_few_or_faint_reads_counts_and_is_marked(int strength, int hits)
    {
        _fold.Feed(_log.Stage(riders: 2));
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Passing(RawLogBuilder.Chip(1), 2_500, strength: strength, hits: hits));
        Assert.Empty(_fold.LastFacts.OfType<Diagnostic>());
        _fold.Feed(_log.Passing(RawLogBuilder.Chip(1), 65_000, strength: strength, hits: hits));

        Assert.Equal("weak_read", _fold.Single<Diagnostic>().Code);
        Assert.Equal(1, _fold.Single<RiderFinished>().Place);
        _fold.Feed(_log.Lane(2, 66_000));
        Assert.Empty(_fold.LastFacts.OfType<Diagnostic>());
    }

    [Fact]
    public void Noise_is_reported_when_it_rises_and_again_when_it_rises_again()
    {
        Assert.Empty(_fold.Feed(_log.Status(0, noise: 60)));
        _fold.Feed(_log.Status(5_000, noise: 61));
        Assert.Equal("noise_high", _fold.Single<Diagnostic>().Code);
        Assert.Empty(_fold.Feed(_log.Status(10_000, noise: 90)));
        Assert.Empty(_fold.Feed(_log.Status(15_000, noise: 20)));
        _fold.Feed(_log.Status(20_000, noise: 70));
        Assert.Equal("noise_high", _fold.Single<Diagnostic>().Code);
    }

    [Theory]
    [InlineData(12_000, false)]
    [InlineData(12_001, true)]
    public void A_decoder_that_fell_silent_is_reported_before_the_next_race(double ms, bool silent)
    {
        _fold.Feed(_log.Status(0));
        _log.IntentMs = ms;
        _fold.Feed(_log.Stage());

        Assert.Equal(silent ? ["decoder_silent"] : [], _fold.LastFacts.OfType<Diagnostic>().Select(d => d.Code));
        Assert.NotNull(_fold.State.Staged);
    }

    [Fact]
    public void A_rider_of_an_earlier_race_who_rides_back_over_a_loop_is_named_and_gets_no_place()
    {
        _fold.Feed(_log.Stage(riders: 1));
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Lane(1, 35_000, point: "finish"));
        _fold.Feed(_log.Stage("moto-2", riders: 1, change: RawLogBuilder.OtherRiders(10)));
        _fold.Feed(_log.Gate(60_000));
        Assert.Empty(_fold.Feed(_log.Lane(1, 54_999))); // still rolling out
        _fold.Feed(_log.Lane(1, 70_000));

        var seen = _fold.Single<UnknownTransponder>();
        Assert.Equal(("rider-1", "moto-1", "moto-2-r1"), (seen.RiderId!.Value.Value, seen.MotoId!.Value.Value, seen.RunId.Value));
    }

    [Fact]
    public void With_one_race_at_a_time_a_gate_while_racing_alerts_only()
    {
        StageDetails Single(StageDetails s) => s with { Track = s.Track with { SingleRace = true } };
        _fold.Feed(_log.Stage(change: Single));
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Lane(1, 2_500));
        _fold.Feed(_log.Stage("moto-2", change: Single));
        _fold.Feed(_log.Gate(40_000));

        Assert.Equal("gate_while_racing", _fold.Ignored);
        Assert.Equal([RunPhase.Racing, RunPhase.Staged], _fold.State.Runs.Select(r => r.Phase));
        _fold.Feed(_log.ManualGate());
        Assert.Equal("race_running", _fold.Refusal);
    }

    [Fact]
    public void A_loop_that_is_crossed_twice_by_layout_is_told_apart_by_its_windows()
    {
        _fold.Feed(_log.Stage(riders: 1, change: s => s with
        {
            Track = s.Track with
            {
                TimingPoints =
                [
                    new("start-loop", "Start", TimingPointRoles.Hill, Micros.FromSeconds(1), Micros.FromSeconds(8), 7),
                    new("start-loop-again", "Return", TimingPointRoles.Split, Micros.FromSeconds(25), Micros.FromSeconds(60), 7),
                    new("finish", "Finish", TimingPointRoles.Finish, Micros.FromSeconds(26), Micros.FromSeconds(90), 8),
                ],
            },
        }));
        _fold.Feed(_log.Gate(0, decoder: 7));
        _fold.Feed(_log.Lane(1, 2_500, decoder: 7));
        _fold.Feed(_log.Lane(1, 15_000, decoder: 7));
        Assert.Equal("outside_window", _fold.Ignored);
        _fold.Feed(_log.Lane(1, 34_000, decoder: 7));
        Assert.Equal("start-loop-again", _fold.Single<SplitTaken>().TimingPoint);
        _fold.Feed(_log.Lane(1, 35_000, decoder: 8));

        Assert.Equal(["start-loop", "start-loop-again", "finish"], _fold.Single<RaceFinished>().Results[0].Splits.Select(s => s.TimingPoint));
    }

    [Fact]
    public void A_read_that_proves_a_start_turns_dns_into_dnf()
    {
        _fold.Feed(_log.Stage(riders: 2));
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Lane(1, 65_000));
        _fold.Feed(_log.ForceFinish());
        Assert.Equal(RiderStatus.Dns, _fold.Single<RaceFinished>().Results[1].Code);
        _fold.Feed(_log.Lane(2, 300, resent: true));

        Assert.Equal(RiderStatus.Dnf, _fold.Single<ResultCorrected>().Results[1].Code);
    }
}
