using BmxTiming.Protocol.Race;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.RaceEngine;

public sealed class FinishTests
{
    private readonly RawLogBuilder _log = new();
    private readonly FoldRun _fold;

    public FinishTests() => _fold = new FoldRun(_log);

    private void Start(int riders)
    {
        _fold.Feed(_log.Stage(riders: riders));
        _fold.Feed(_log.Gate(0));
        for (var lane = 1; lane <= riders; lane++)
        {
            _fold.Feed(_log.Lane(lane, 2_500 + lane));
        }
    }

    private static IEnumerable<(int Lane, int? Place, RiderStatus? Code)> Rows(IEnumerable<Result> results) =>
        results.Select(r => (r.Entry.Lane, r.Place, r.Code));

    [Fact]
    public void The_race_ends_when_every_rider_has_finished()
    {
        Start(2);
        _fold.Feed(_log.Lane(1, 65_000));
        Assert.Empty(_fold.LastFacts.OfType<RaceFinished>());
        _fold.Feed(_log.Lane(2, 66_000));

        var finished = _fold.Single<RaceFinished>();
        Assert.False(finished.Forced);
        Assert.Equal(3, finished.RunVersion);
        Assert.Equal([(1, 1, null), (2, 2, null)], Rows(finished.Results));
        Assert.Equal("finished", _fold.Snapshot.Phase);
    }

    [Fact]
    public void Places_come_from_times_not_from_arrival()
    {
        Start(3);
        _fold.Feed(_log.Lane(1, 66_000));
        Assert.Equal(1, _fold.Single<RiderFinished>().Place);
        _fold.Feed(_log.Lane(2, 65_000));
        Assert.Equal(1, _fold.Single<RiderFinished>().Place);
        Assert.Equal([2, 1], _fold.Single<PositionsUpdated>().Positions.Take(2).Select(p => p.Entry.Lane));
        _fold.Feed(_log.Lane(3, 64_000));

        Assert.Equal([3, 2, 1], _fold.Single<RaceFinished>().Results.Select(r => r.Entry.Lane));
    }

    [Fact]
    public void Equal_times_share_the_place_and_the_next_is_skipped()
    {
        Start(4);
        _fold.Feed(_log.Lane(4, 65_000));
        _fold.Feed(_log.Lane(2, 65_500));
        _fold.Feed(_log.Lane(1, 65_500));
        _fold.Feed(_log.Lane(3, 66_000));

        var results = _fold.Single<RaceFinished>().Results;
        Assert.Equal([(4, 1, null), (1, 2, null), (2, 2, null), (3, 4, null)], Rows(results));
        Assert.Equal([false, true, true, false], results.Select(r => r.Tie));
    }

    [Fact]
    public void An_earlier_finish_delivered_after_the_race_corrects_the_provisional_result()
    {
        Start(2);
        _fold.Feed(_log.Lane(1, 66_000));
        _fold.Feed(_log.Lane(2, 67_000));
        _fold.Feed(_log.Lane(2, 65_000, resent: true));

        Assert.Equal(
            [RaceEventKinds.SplitTime, RaceEventKinds.PositionsUpdate, RaceEventKinds.RiderFinished, RaceEventKinds.ResultCorrected],
            _fold.LastKinds);
        var corrected = _fold.Single<ResultCorrected>();
        Assert.Equal("late_passing", corrected.Reason);
        Assert.Equal([(2, 1, null), (1, 2, null)], Rows(corrected.Results));
        Assert.Equal(_fold.State.RunVersion, corrected.RunVersion);
    }

    [Fact]
    public void After_the_grace_an_official_is_asked_once()
    {
        Start(2);
        _fold.Feed(_log.Lane(1, 65_000));
        Assert.Empty(_fold.Feed(_log.Status(84_999)));
        _fold.Feed(_log.Status(85_000));

        var decision = _fold.Single<DecisionNeeded>();
        Assert.Equal(("finish_grace", 2), (decision.Reason, Assert.Single(decision.Lanes)));
        Assert.Empty(_fold.Feed(_log.Status(90_000)));
        Assert.Equal(RunPhase.Racing, _fold.State.Runs[0].Phase);
    }

    [Fact]
    public void A_race_nobody_finishes_needs_a_decision_at_the_limit()
    {
        Start(2);
        Assert.Empty(_fold.Feed(_log.Status(179_999)));
        _fold.Feed(_log.Status(180_000));

        Assert.Equal("finish_max", _fold.Single<DecisionNeeded>().Reason);
    }

    [Fact]
    public void Another_decoders_clock_never_ends_the_grace()
    {
        Start(2);
        _fold.Feed(_log.Lane(1, 65_000));

        Assert.Empty(_fold.Feed(_log.Status(3_600_000, decoder: 77)));
    }

    [Fact]
    public void A_status_without_a_plausible_time_changes_nothing()
    {
        Start(2);
        _fold.Feed(_log.Lane(1, 65_000));

        Assert.Empty(_fold.Feed(_log.Status(1e13)));
    }

    [Fact]
    public void Force_finish_gives_dnf_to_riders_out_and_dns_to_those_never_read()
    {
        _fold.Feed(_log.Stage(riders: 4));
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Lane(1, 2_500));
        _fold.Feed(_log.Lane(2, 2_600));
        _fold.Feed(_log.Lane(3, 2_700));
        _fold.Feed(_log.Lane(3, 12_000));
        _fold.Feed(_log.Lane(1, 65_000));
        _fold.Feed(_log.ForceFinish());

        Assert.Equal(
            [RaceEventKinds.PositionsUpdate, RaceEventKinds.RaceFinished, RaceEventKinds.ControlApplied], _fold.LastKinds);
        Assert.Equal(
            [(1, 1, null), (3, null, RiderStatus.Dnf), (2, null, RiderStatus.Dnf), (4, null, RiderStatus.Dns)],
            Rows(_fold.Single<RaceFinished>().Results));
        Assert.Equal(_fold.Single<RaceFinished>().RunVersion, _fold.Single<ControlApplied>().RunVersion);
    }

    [Fact]
    public void A_late_finisher_within_the_grace_is_a_finisher_after_all()
    {
        Start(2);
        _fold.Feed(_log.Lane(1, 65_000));
        _fold.Feed(_log.ForceFinish());
        _fold.Feed(_log.Lane(2, 70_000));

        Assert.Equal([(1, 1, null), (2, 2, null)], Rows(_fold.Single<ResultCorrected>().Results));
    }

    [Fact]
    public void A_rider_who_comes_in_after_the_grace_stays_dnf()
    {
        Start(2);
        _fold.Feed(_log.Lane(1, 65_000));
        _fold.Feed(_log.ForceFinish());

        Assert.Empty(_fold.Feed(_log.Lane(2, 85_001)));
    }

    [Fact]
    public void Only_a_race_in_progress_can_be_ended()
    {
        _fold.Feed(_log.ForceFinish());
        Assert.Equal("no_open_run", _fold.Refusal);

        _fold.Feed(_log.Stage());
        _fold.Feed(_log.ForceFinish("moto-1-r1"));
        Assert.Equal("not_racing", _fold.Refusal);

        _fold.Feed(_log.ForceFinish("moto-9-r1"));
        Assert.Equal("run_not_found", _fold.Refusal);
    }

    [Fact]
    public void A_reset_abandons_the_run_and_the_moto_can_be_staged_as_the_next()
    {
        Start(2);
        _fold.Feed(_log.Reset());
        Assert.Equal([RaceEventKinds.RaceReset, RaceEventKinds.ControlApplied], _fold.LastKinds);
        Assert.Equal("red flag", _fold.Single<RaceReset>().Reason);
        Assert.Equal("abandoned", _fold.Snapshot.Phase);

        _fold.Feed(_log.Stage(riders: 2));
        Assert.Equal("moto-1-r2", _fold.Single<RaceStaged>().RunId.Value);
        _fold.Feed(_log.Gate(90_000));
        _fold.Feed(_log.Lane(1, 92_000));
        Assert.Equal("moto-1-r2", _fold.Single<SplitTaken>().RunId.Value);
    }

    [Fact]
    public void A_finished_run_can_be_reset_by_name()
    {
        Start(1);
        _fold.Feed(_log.Lane(1, 65_000));
        _fold.Feed(_log.Reset());
        Assert.Equal("no_open_run", _fold.Refusal);

        _fold.Feed(_log.Reset("moto-1-r1"));
        _fold.Single<RaceReset>();
    }

    [Fact]
    public void A_moto_at_the_gate_is_unstaged_not_reset()
    {
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Reset("moto-1-r1"));

        Assert.Equal("not_started", _fold.Refusal);
    }

    [Fact]
    public void The_grace_keeps_its_length_when_the_decoder_clock_is_set()
    {
        Start(2);
        _fold.Feed(_log.Lane(1, 65_000));
        _fold.Feed(_log.Status(70_000));
        _fold.Feed(_log.Gateway(
            new(Protocol.Ingest.GatewayKinds.ClockStep, RawLogBuilder.Decoder, DeltaUs: new(-3_000_000)), 70_100));

        Assert.Equal("clock_step", _fold.Single<Diagnostic>().Code);
        Assert.Equal(RawLogBuilder.At(67_000), _fold.State.Decoders[RawLogBuilder.Decoder].NowUs);
    }
}
