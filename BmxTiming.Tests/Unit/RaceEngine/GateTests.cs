using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.RaceEngine;

public sealed class GateTests
{
    private readonly RawLogBuilder _log = new();
    private readonly FoldRun _fold;

    public GateTests() => _fold = new FoldRun(_log);

    [Fact]
    public void The_gate_pulse_starts_the_staged_moto()
    {
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Gate(1_000));

        var gate = _fold.Single<GateDropped>();
        Assert.Equal(RawLogBuilder.At(1_000), gate.Pulse.TimeUs);
        Assert.Equal(2, gate.RunVersion);
        Assert.False(gate.Recall);
        Assert.Equal(RunPhase.Racing, _fold.State.Runs[0].Phase);
    }

    [Fact]
    public void Server_time_of_the_gate_uses_the_clock_offset_of_its_gateway()
    {
        _fold.Feed(_log.Gateway(new GatewayPayload(GatewayKinds.ClockOffset, OffsetUs: new Micros(250_000)), 0));
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Gate(1_000));

        Assert.Equal(RawLogBuilder.At(1_000 + 5 + 250), _fold.Single<GateDropped>().Pulse.ServerUs);
    }

    [Fact]
    public void Gate_drop_without_a_staged_moto_is_ignored()
    {
        _fold.Feed(_log.Gate(0));

        Assert.Equal("gate_without_moto", _fold.Ignored);
    }

    [Fact]
    public void A_second_pulse_within_the_bounce_window_is_the_same_drop()
    {
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Gate(1_900));

        Assert.Equal("gate_bounce", _fold.Ignored);
        Assert.Equal(RawLogBuilder.At(0), _fold.State.Runs[0].Gate!.TimeUs);
    }

    [Fact]
    public void A_bounce_never_starts_the_moto_on_deck()
    {
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Stage("moto-2"));
        _fold.Feed(_log.Gate(1_000));

        Assert.Equal("gate_bounce", _fold.Ignored);
        Assert.Equal(RunPhase.Staged, _fold.State.Runs[1].Phase);
    }

    [Fact]
    public void A_later_pulse_before_anyone_passed_the_hill_restarts_the_clock()
    {
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Gate(30_000));

        Assert.True(_fold.Single<GateDropped>().Recall);
        _fold.Feed(_log.Lane(1, 32_500));
        Assert.Equal(2_500_000, _fold.Single<SplitTaken>().ElapsedUs.Value);
        Assert.Single(_fold.State.Runs[0].EarlierPulses);
    }

    [Fact]
    public void A_pulse_while_riders_are_on_the_track_changes_nothing()
    {
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Lane(1, 2_500));
        _fold.Feed(_log.Gate(30_000));

        Assert.Equal("gate_while_racing", _fold.Ignored);
        Assert.Equal(RawLogBuilder.At(0), _fold.State.Runs[0].Gate!.TimeUs);
    }

    [Fact]
    public void The_moto_on_deck_starts_while_the_one_before_is_still_racing()
    {
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Lane(1, 2_500));
        _fold.Feed(_log.Stage("moto-2"));
        _fold.Feed(_log.Gate(40_000));

        Assert.Equal("moto-2-r1", _fold.Single<GateDropped>().RunId.Value);
        Assert.All(_fold.State.Runs, run => Assert.Equal(RunPhase.Racing, run.Phase));
    }

    [Fact]
    public void A_fourth_race_on_the_track_is_not_started()
    {
        for (var i = 1; i <= 4; i++)
        {
            _fold.Feed(_log.Stage($"moto-{i}", change: RawLogBuilder.OtherRiders(i * 10)));
            _fold.Feed(_log.Gate(i * 40_000));
            if (i < 4)
            {
                _fold.Feed(_log.Passing(RawLogBuilder.Chip((i * 10) + 1), (i * 40_000) + 2_500));
            }
        }

        Assert.Equal("too_many_open_runs", _fold.Ignored);
        Assert.Equal(
            [RunPhase.Racing, RunPhase.Racing, RunPhase.Racing, RunPhase.Staged], _fold.State.Runs.Select(r => r.Phase));
    }

    [Fact]
    public void An_unknown_system_number_is_a_diagnostic_and_never_a_rider()
    {
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Gate(5_000, id: 9997));

        Assert.Equal("unknown_system_transponder", _fold.Single<Diagnostic>().Code);
        Assert.Equal(9997u, _fold.Single<Diagnostic>().TransponderId);
    }

    [Fact]
    public void Another_hills_gate_number_does_not_start_the_moto()
    {
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Gate(0, id: 9995));

        _fold.Single<Diagnostic>();
        Assert.Equal(RunPhase.Staged, _fold.State.Runs[0].Phase);
    }

    [Fact]
    public void A_recovered_pulse_from_before_the_staging_does_not_start_the_moto()
    {
        _fold.Feed(_log.Status(60_000));
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Gate(30_000, resent: true));

        Assert.Equal("gate_without_moto", _fold.Ignored);
        Assert.Equal(RunPhase.Staged, _fold.State.Runs[0].Phase);
    }

    [Fact]
    public void Reads_that_overtook_the_gate_pulse_count_once_it_arrives()
    {
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Lane(2, 2_600));
        Assert.Equal("before_gate", _fold.Ignored);

        _fold.Feed(_log.Gate(0));

        Assert.Equal(
            [RaceEventKinds.GateDrop, RaceEventKinds.SplitTime, RaceEventKinds.PositionsUpdate], _fold.LastKinds);
        Assert.Equal(2_600_000, _fold.Single<SplitTaken>().ElapsedUs.Value);
    }

    [Fact]
    public void A_pulse_of_another_decoder_never_recalls_a_race()
    {
        _fold.Feed(_log.Stage());
        _fold.Feed(_log.Gate(0));
        _fold.Feed(_log.Gate(30_000, decoder: 77));

        Assert.Equal("gate_while_racing", _fold.Ignored);
    }
}
