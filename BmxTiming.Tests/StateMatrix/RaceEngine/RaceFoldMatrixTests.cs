using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.StateMatrix.RaceEngine;

/// <summary>Every state a track can be in × everything that can come in.</summary>
public sealed class RaceFoldMatrixTests
{
    private static readonly (string Name, Action<RawLogBuilder> Build)[] s_states =
    [
        ("idle", _ => { }),
        ("programme known", log => log.Programme()),
        ("staged", log => log.Stage()),
        ("staged, rider seen", log => { log.Stage(); log.Lane(1, 2_000); }),
        ("unstaged", log => { log.Stage(); log.Unstage(); }),
        ("gate dropped", Gate),
        ("on the hill", Hill),
        ("winner in", log => { Hill(log); log.Lane(1, 65_000); }),
        ("decision needed", log => { Hill(log); log.Lane(1, 65_000); log.Status(90_000); }),
        ("racing and on deck", log => { Hill(log); log.Stage("moto-2"); }),
        ("no crossing and on deck", log => { Gate(log); log.Stage("moto-2"); }),
        ("two racing", log => { Hill(log); log.Stage("moto-2"); log.Gate(40_000); }),
        ("three racing and on deck", ThreeRacing),
        ("finished", Finished),
        ("finished and staged", log => { Finished(log); log.Stage("moto-2"); }),
        ("forced", log => { Hill(log); log.Lane(1, 65_000); log.ForceFinish(); }),
        ("forced without a finisher", log => { Gate(log); log.ForceFinish(); }),
        ("abandoned", log => { Hill(log); log.Reset(); }),
        ("re-run", log => { Hill(log); log.Reset(); log.Stage(); }),
        ("recalled", log => { Gate(log); log.Gate(30_000); }),
        ("many finished", log =>
        {
            for (var i = 0; i < 6; i++)
            {
                RaceScripts.CleanRace(log, $"moto-{i}", 1_000 + (i * 60_000));
            }
        }),
        ("practice", log => log.PracticeOn()),
        ("practice with a rider", log => { log.PracticeOn(); log.Gate(0); log.Lane(1, 2_500); }),
        ("scratched", log => { log.Stage(); log.Scratch(2); }),
        ("gate not heard", log => { log.Stage(); log.Lane(1, 2_000); log.Lane(3, 2_100); }),
        ("started by hand", log => { log.Status(0); log.Stage(); log.ManualGate(); log.Lane(1, 2_500); }),
        ("started by the first loop", log => { log.Stage(change: FirstLoop); log.Lane(1, 2_500); }),
        ("pulse left over", log => { log.Gate(0); log.Lane(1, 2_500); log.Stage(); }),
        ("clock set while racing", log => { Hill(log); log.Gateway(new(GatewayKinds.ClockStep, RawLogBuilder.Decoder, DeltaUs: new(3_000_000)), 0); }),
        ("corrected", log => { Finished(log); log.Result(2, "dsq"); log.Order(3, 1, 4); }),
        ("official", log => { Finished(log); log.Official(); }),
        ("reopened", log => { Hill(log); log.Lane(1, 65_000); log.ForceFinish(); log.Reopen(); }),
        ("finish struck out", log => { Finished(log); log.Void(2, "finish"); }),
        ("foreign transponder given to a lane", log => { Hill(log); log.Passing(5_551_234, 12_000); log.Assign(6, 2); }),
        ("counter restarted", log => { Hill(log); log.Lane(3, 20_000, number: 1); }),
    ];

    private static readonly (string Name, Func<RawLogBuilder, RawRecord> Next)[] s_inputs =
    [
        ("gate at 1 s", log => log.Gate(1_000)),
        ("gate at 50 s", log => log.Gate(50_000)),
        ("gate at 500 s", log => log.Gate(500_000)),
        ("gate long ago", log => log.Gate(-500_000, resent: true)),
        ("gate of another hill", log => log.Gate(50_000, id: 9995)),
        ("gate at another decoder", log => log.Gate(50_000, decoder: 7)),
        ("system number", log => log.Gate(50_000, id: 9999)),
        ("rider on the hill", log => log.Lane(2, 2_700)),
        ("rider at the split", log => log.Lane(2, 15_000)),
        ("rider at the finish", log => log.Lane(2, 66_000)),
        ("rider far too late", log => log.Lane(2, 900_000)),
        ("rider before the gate", log => log.Lane(2, -100)),
        ("rider at a named finish", log => log.Lane(2, 66_000, point: "finish")),
        ("rider at a named nowhere", log => log.Lane(2, 66_000, point: "nowhere")),
        ("rider by code", log => log.Passing(null, 66_000, code: "FL-00002")),
        ("nobody", log => log.Passing(null, 66_000)),
        ("transponder zero", log => log.Passing(0, 66_000)),
        ("unknown transponder", log => log.Passing(424_242, 66_000)),
        ("old passing again", log => log.Passing(RawLogBuilder.GateId, 0, number: 1, boot: "boot-2")),
        ("passing number one", log => log.Lane(2, 66_000, number: 1)),
        ("passing number zero", log => log.Lane(2, 66_000, number: 0)),
        ("highest passing number", log => log.Lane(2, 66_000, number: uint.MaxValue)),
        ("clock at zero", log => log.Lane(2, -RawLogBuilder.EpochUs / 1000.0)),
        ("clock garbage", log => log.Lane(2, 1e13)),
        ("status now", log => log.Status(70_000)),
        ("status much later", log => log.Status(900_000)),
        ("status long ago", log => log.Status(-900_000)),
        ("version", log => log.Version(0)),
        ("unknown type", log => log.UnknownType(0)),
        ("poison", log => log.Bytes("{")),
        ("clock offset", log => log.Gateway(new(GatewayKinds.ClockOffset, OffsetUs: new Micros(-5)), 0)),
        ("clock offset missing", log => log.Gateway(new(GatewayKinds.ClockOffset), 0)),
        ("clock step", log => log.Gateway(new(GatewayKinds.ClockStep, RawLogBuilder.Decoder, DeltaUs: new(3_000_000)), 0)),
        ("absurd clock step", log => log.Gateway(new(GatewayKinds.ClockStep, RawLogBuilder.Decoder, DeltaUs: new(long.MaxValue)), 0)),
        ("decoder connected", log => log.Gateway(new(GatewayKinds.DecoderConnected, RawLogBuilder.Decoder), 0)),
        ("decoder lost", log => log.Gateway(new(GatewayKinds.DecoderLost), 0)),
        ("passing gap", log => log.Gateway(new(GatewayKinds.PassingGap, 5, FromPassing: 1, ToPassing: 2), 0)),
        ("loss", log => log.Gateway(new(GatewayKinds.Loss, ToSeq: 99), 0)),
        ("spool full", log => log.Gateway(new(GatewayKinds.SpoolFull), 0)),
        ("spool resumed", log => log.Gateway(new(GatewayKinds.SpoolResumed), 0)),
        ("unknown gateway kind", log => log.Gateway(new("teleport"), 0)),
        ("stage the same moto", log => log.Stage()),
        ("stage another moto", log => log.Stage("moto-77")),
        ("stage with an old version", log => log.Stage("moto-77", version: 4_000)),
        ("stage nonsense", log => log.Stage(change: s => s with { Riders = [], Track = s.Track with { TimingPoints = [], GateIds = [] } })),
        ("stage without a payload", log => log.Intent(Intents.Stage)),
        ("unstage", log => log.Unstage()),
        ("unstage by name", log => log.Unstage("moto-1-r1")),
        ("reset", log => log.Reset()),
        ("reset by name", log => log.Reset("moto-1-r1")),
        ("force finish", log => log.ForceFinish()),
        ("force finish by name", log => log.ForceFinish("moto-1-r1")),
        ("force finish of nothing", log => log.ForceFinish("moto-404-r1")),
        ("programme", log => log.Programme()),
        ("unknown intent", log => log.Intent("dance")),
        ("noisy status", log => log.Status(70_000, noise: 90)),
        ("faint finish", log => log.Passing(RawLogBuilder.Chip(2), 66_000, strength: 20, hits: 2)),
        ("practice on", log => log.PracticeOn()),
        ("practice on a broken track", log => log.PracticeOn(t => t with { TimingPoints = [] })),
        ("practice off", log => log.PracticeOff()),
        ("gate by hand", log => log.ManualGate()),
        ("gate by hand at a time", log => log.ManualGate(ms: 60_000, decoder: RawLogBuilder.Decoder)),
        ("gate by hand at no time", log => log.ManualGate(ms: 1e13, decoder: RawLogBuilder.Decoder)),
        ("gate by hand of no decoder", log => log.ManualGate(decoder: 404)),
        ("gate from the first loop", log => log.ManualGate("first_loop")),
        ("gate from nowhere", log => log.ManualGate("thunder")),
        ("attach the gate", log => log.AttachGate()),
        ("attach the gate by name", log => log.AttachGate("moto-1-r1")),
        ("reopen", log => log.Reopen()),
        ("reopen by name", log => log.Reopen("moto-1-r1")),
        ("official", log => log.Official()),
        ("official by name", log => log.Official(run: "moto-1-r1")),
        ("official no more", log => log.Official(official: false)),
        ("insert a finish", log => log.Insert(2, "finish", 66_500)),
        ("insert a finish for everybody's last", log => log.Insert(4, "finish", 67_000)),
        ("insert nonsense", log => log.Insert(9, "moon", -1)),
        ("insert an endless time", log => log.Insert(2, "finish", 1e13)),
        ("void a hill time", log => log.Void(2, "hill")),
        ("void a finish", log => log.Void(2, "finish")),
        ("void nothing", log => log.Void(9, "moon")),
        ("take a void back", log => log.Unvoid(3)),
        ("assign a passing", log => log.Assign(2, 3)),
        ("assign to nobody", log => log.Assign(6, null)),
        ("assign an unknown passing", log => log.Assign(4_000_000, 1)),
        ("order", log => log.Order(4, 3, 2, 1)),
        ("order without some", log => log.Order(4)),
        ("order of strangers", log => log.Order(7, 8)),
        ("order of the clock", log => log.Order()),
        ("disqualify", log => log.Result(1, "dsq")),
        ("relegate", log => log.Result(1, "rel")),
        ("a code that is none", log => log.Result(1, "lost")),
        ("take a code back", log => log.Result(2, null)),
        ("scratch", log => log.Scratch(1)),
        ("scratch not", log => log.Scratch(2, undo: true)),
        ("change lanes", log => log.SetLane(1, 2)),
        ("change to a free lane", log => log.SetLane(1, 8)),
        ("change to no lane", log => log.SetLane(1, 9)),
    ];

    internal static IEnumerable<(string Name, Action<RawLogBuilder> Build)> AllStates => s_states;

    public static TheoryData<string> States => [.. s_states.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(States))]
    public void Any_input_leads_to_a_valid_state(string name)
    {
        foreach (var (input, next) in s_inputs)
        {
            var log = new RawLogBuilder();
            s_states.Single(s => s.Name == name).Build(log);
            var fold = new FoldRun(log);
            log.Records.ForEach(r => fold.Feed(r));
            try
            {
                Step(log, fold, next(log));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{name} × {input}: {e.Message}", e);
            }
        }
    }

    private static void Step(RawLogBuilder log, FoldRun fold, RawRecord record)
    {
        var before = fold.State;
        var input = RaceInputReader.Read(log.Track, record.StreamSeq, record.Body).Input;
        fold.Feed(record);

        RaceInvariants.Check(before, input, fold.State, fold.Last);
        RaceInvariants.CheckSnapshot(fold.State, fold.Snapshot);
        RaceInvariants.CheckBothWays(fold.Snapshot, fold.Unwritten);
        RaceInvariants.CheckRoundTrip(fold.State, fold.Snapshot, record.StreamSeq);
        CheckAgain(log, fold, record, input);
    }

    /// <summary>The same message once more changes nothing but a counter.</summary>
    private static void CheckAgain(RawLogBuilder log, FoldRun fold, RawRecord record, RaceInput input)
    {
        if (input.Source.ClientId == default)
        {
            return; // bytes without a sender have no identity but their place on the log
        }

        var state = fold.State;
        Assert.Empty(fold.Feed(log.Again(record)));
        Assert.Equal(state with { Counters = fold.State.Counters, Inputs = fold.State.Inputs }, fold.State);
    }

    private static StageDetails FirstLoop(StageDetails stage) => stage with { Track = stage.Track with { FirstLoopStart = true } };

    private static void Gate(RawLogBuilder log)
    {
        log.Stage();
        log.Gate(0);
    }

    private static void Hill(RawLogBuilder log)
    {
        Gate(log);
        for (var lane = 1; lane <= 4; lane++)
        {
            log.Lane(lane, 2_500 + (lane * 20));
        }
    }

    private static void Finished(RawLogBuilder log)
    {
        Hill(log);
        for (var lane = 1; lane <= 4; lane++)
        {
            log.Lane(lane, 65_000 + (lane * 20));
        }
    }

    private static void ThreeRacing(RawLogBuilder log)
    {
        for (var i = 1; i <= 3; i++)
        {
            log.Stage($"moto-{i}", change: RawLogBuilder.OtherRiders((i - 1) * 10));
            log.Gate(i * 40_000);
            log.Passing(RawLogBuilder.Chip(((i - 1) * 10) + 1), (i * 40_000) + 2_500);
        }

        log.Stage("moto-4", change: RawLogBuilder.OtherRiders(30));
    }
}
