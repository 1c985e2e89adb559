using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.RaceEngine;

/// <summary>Races whose loop or decoder failed: what went wrong is named, and no time is invented.</summary>
public sealed class DegradedTests
{
    private readonly RawLogBuilder _log = new();
    private readonly FoldRun _fold;

    public DegradedTests() => _fold = new FoldRun(_log);

    private static Func<StageDetails, StageDetails> Decoders(params uint[] ids) => stage => stage with
    {
        Track = stage.Track with { TimingPoints = [.. stage.Track.TimingPoints.Select((p, i) => p with { DecoderId = ids[i] })] },
    };

    [Fact]
    public void A_dead_hill_loop_is_named_and_nobody_gets_a_hill_time()
    {
        _fold.Feed(_log.Stage(riders: 3));
        _fold.Feed(_log.Gate(0));
        _fold.Cross(15_000, 1, 2, 3);
        _fold.Cross(65_000, 1, 2, 3);

        Assert.Equal([("loop_silent", "hill")], _fold.Flags);
        Assert.All(_fold.Single<RaceFinished>().Results, r => Assert.DoesNotContain(r.Splits, s => s.TimingPoint == "hill"));
    }

    [Fact]
    public void One_missed_rider_is_no_dead_loop()
    {
        _fold.Feed(_log.Stage(riders: 2));
        _fold.Feed(_log.Gate(0));
        _fold.Cross(2_500, 1);
        _fold.Cross(15_000, 1, 2);
        _fold.Cross(65_000, 1, 2);

        Assert.Empty(_fold.Flags);
    }

    [Fact]
    public void A_dead_finish_leaves_places_to_officials_and_gives_no_time()
    {
        _fold.Feed(_log.Stage(riders: 2));
        _fold.Feed(_log.Gate(0));
        _fold.Cross(2_500, 1, 2);
        _fold.Cross(15_000, 1, 2);
        _fold.Feed(_log.Status(180_000));
        Assert.Equal("finish_max", _fold.Single<DecisionNeeded>().Reason);
        Assert.Equal([("loop_silent", "finish")], _fold.Flags);

        _fold.Feed(_log.ForceFinish());
        _fold.Feed(_log.Order(2, 1));
        var results = _fold.Single<ResultCorrected>().Results;
        Assert.Equal([(2, 1), (1, 2)], results.Select(r => (r.Entry.Lane, r.Place!.Value)));
        Assert.All(results, r => Assert.Null(r.ElapsedUs));
        Assert.Contains(("loop_silent", "finish"), _fold.Flags);
    }

    [Fact]
    public void A_swapped_decoder_is_reported_once_and_its_loop_is_named()
    {
        _fold.Feed(_log.Stage(riders: 2, change: Decoders(RawLogBuilder.Decoder, 101, RawLogBuilder.Decoder)));
        _fold.Feed(_log.Gate(0));
        _fold.Cross(2_500, 1, 2);
        _fold.Feed(_log.Lane(1, 15_000, decoder: 999));
        Assert.Equal(("unmapped_decoder", 999u), (_fold.Single<Diagnostic>().Code, _fold.Single<Diagnostic>().DecoderId!.Value));
        _fold.Feed(_log.Lane(2, 15_100, decoder: 999));
        Assert.Empty(_fold.LastFacts.OfType<Diagnostic>());
        _fold.Cross(65_000, 1, 2);

        Assert.Equal([("loop_silent", "split-1")], _fold.Flags);
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
