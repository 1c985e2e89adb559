using System.Text;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using CsCheck;
using Xunit;

namespace BmxTiming.Tests.Properties.RaceEngine;

public sealed class RaceFoldProperties
{
    /// <summary>One thing that happens at a track; the numbers mean what the kind makes of them.</summary>
    private sealed record Happening(int Kind, int A, int B, int StepMs);

    private static readonly Gen<Happening> s_happening =
        Gen.Select(Gen.Int[0, 39], Gen.Int[1, 6], Gen.Int[0, 3], Gen.OneOf(Gen.Int[0, 900], Gen.Int[0, 20_000]))
            .Select((kind, a, b, stepMs) => new Happening(kind, a, b, stepMs));

    private static readonly Gen<Happening[]> s_day = s_happening.Array[5, 120];

    [Fact]
    public void Every_step_of_every_log_keeps_the_invariants() => s_day.Sample(
        day =>
        {
            var log = LogOf(day);
            var fold = new FoldRun(log);
            foreach (var record in log.Records)
            {
                var before = fold.State;
                var input = RaceInputReader.Read(log.Track, record.StreamSeq, record.Body).Input;
                fold.Feed(record);
                RaceInvariants.Check(before, input, fold.State, fold.Last);
                RaceInvariants.CheckSnapshot(fold.State, fold.Snapshot);
            }

            RaceInvariants.CheckBothWays(fold.Snapshot, fold.Unwritten);

            Assert.Equal(Enumerable.Range(1, fold.Events.Count).Select(i => (long)i), fold.Events.Select(e => e.RaceSeq));
        },
        iter: 300);

    [Fact]
    public void A_log_cut_anywhere_and_resumed_from_a_checkpoint_gives_the_same_bytes() =>
        Gen.Select(s_day, Gen.Double[0, 1], Gen.Int[1, 7]).Sample(
            (day, cut, publishes) =>
            {
                var log = LogOf(day);
                var whole = new ActorRun(log);
                whole.Recover();
                whole.Run();

                var run = new ActorRun(log, new TrackActorOptions { CheckpointEveryRaws = 3 });
                run.Recover();
                run.Run(toRawSeq: (long)(cut * log.Records.Count));
                RaceInvariants.CheckRoundTrip(run.Actor.Checkpoint().State, run.Actor.Snapshot, 1);
                run.Recover();
                run.Run(maxPublishes: publishes); // dies between two events
                run.Recover();
                run.Run();

                Assert.Equal(whole.Lines, run.Lines);
                Assert.Equal(whole.Actor.Checkpoint().ToBytes(), run.Actor.Checkpoint().ToBytes());
                Assert.False(run.Actor.Diverged);
            },
            iter: 200);

    [Fact]
    public void Messages_sent_again_change_no_event() =>
        Gen.Select(s_day, Gen.Int[0, 1_000].Array[1, 10]).Sample(
            (day, again) =>
            {
                var log = LogOf(day);
                var clean = Fold(log.Track.Value, log.Records.Select(r => r.Body));
                var bodies = log.Records.Select(r => r.Body).ToList();
                foreach (var position in again)
                {
                    var source = position % bodies.Count;
                    bodies.Insert(source + 1 + ((position * 31) % (bodies.Count - source)), bodies[source]);
                }

                Assert.Equal(clean, Fold(log.Track.Value, bodies));
            },
            iter: 200);

    [Fact]
    public void The_order_of_delivery_never_changes_a_result()
    {
        var hill = Gen.Int[1_000, 4_000].Array[4];
        var split = Gen.Int[8_000, 16_000].Array[4];
        var finish = Gen.OneOf(Gen.Int[25_000, 60_000], Gen.Const(30_000)).Array[4];
        Gen.Select(hill, split, finish, Gen.Shuffle(Enumerable.Range(0, 13).ToArray())).Sample(
            (hillMs, splitMs, finishMs, order) =>
            {
                var passings = new[] { (Lane: 0, Ms: 0) }
                    .Concat(new[] { hillMs, splitMs, finishMs }.SelectMany(times => times.Select((ms, i) => (Lane: i + 1, Ms: ms))))
                    .OrderBy(p => p.Ms)
                    .ThenBy(p => p.Lane)
                    .ToArray();

                Assert.Equal(ResultOf(passings, Enumerable.Range(0, passings.Length)), ResultOf(passings, order));
            },
            iter: 500);
    }

    [Fact]
    public void Any_bytes_on_the_log_are_survived() => Gen.Byte.Array[0, 200].Sample(
        bytes =>
        {
            var log = new RawLogBuilder();
            var fold = new FoldRun(log);
            fold.Feed(new RawRecord(1, bytes));
            Assert.Equal("dead_lettered", fold.Ignored);
        },
        iter: 500);

    private static string ResultOf((int Lane, int Ms)[] passings, IEnumerable<int> order)
    {
        var log = new RawLogBuilder();
        var fold = new FoldRun(log);
        fold.Feed(log.Stage());
        foreach (var i in order)
        {
            var (lane, ms) = passings[i];
            var id = lane == 0 ? RawLogBuilder.GateId : RawLogBuilder.Chip(lane);
            fold.Feed(log.Passing(id, ms, number: (uint)i + 1));
        }

        return fold.Events.Last(e => e.Kind is RaceEventKinds.RaceFinished or RaceEventKinds.ResultCorrected)
            .Payload.GetProperty("results").GetRawText();
    }

    private static List<string> Fold(string track, IEnumerable<ReadOnlyMemory<byte>> bodies)
    {
        var log = new RawLogBuilder(track);
        var fold = new FoldRun(log);
        var seq = 0L;
        foreach (var body in bodies)
        {
            fold.Feed(new RawRecord(++seq, body));
        }

        return [.. fold.Events.Select(e => Encoding.UTF8.GetString(RaceEventWriter.ToBytes(e)))];
    }

    private static RawLogBuilder LogOf(Happening[] day)
    {
        var log = new RawLogBuilder();
        var nowMs = 0;
        var moto = 0;
        foreach (var (kind, a, b, stepMs) in day)
        {
            nowMs += stepMs;
            _ = kind switch
            {
                0 or 1 => log.Stage($"moto-{moto += b % 2}", riders: a),
                2 or 3 => log.Gate(nowMs),
                4 => log.ForceFinish(),
                5 => log.Reset(b == 0 ? $"moto-{moto}-r1" : null),
                6 => log.Unstage(),
                7 => log.Programme(version: b == 0 ? a : null),
                8 => log.Status(nowMs),
                9 => log.Passing(RawLogBuilder.Chip(a), nowMs - (b * 7_000), number: (uint)a, boot: $"boot-{b}", resent: true),
                10 => log.Passing(5_000_000u + (uint)a, nowMs),
                11 => log.Gateway(new(GatewayKinds.ClockStep, RawLogBuilder.Decoder, DeltaUs: new Micros((a - 3) * 1_000_000)), nowMs),
                12 => log.Gateway(new(GatewayKinds.ClockOffset, OffsetUs: new Micros(a * 1_000)), nowMs),
                13 => log.Lane(a, nowMs, point: b == 0 ? "finish" : "hill"),
                14 => log.Stage("moto-x", change: RawLogBuilder.OtherRiders(b)),
                15 => a == 1 ? log.PracticeOn() : log.PracticeOff(),
                16 => log.ManualGate(b == 0 ? "first_loop" : "manual"),
                17 => log.AttachGate(),
                18 => log.Reopen(),
                19 => log.Insert(a, b == 0 ? "finish" : "hill", 2_000 + (a * 10_000)),
                20 => log.Void(a, b == 0 ? "finish" : "hill"),
                21 => log.Assign((uint)(a * (b + 1)), b == 3 ? null : a),
                22 => b == 0 ? log.Order() : log.Order([.. Enumerable.Range(1, a).Reverse()]),
                23 => log.Result(a, b switch { 0 => null, 1 => "dsq", 2 => "rel", _ => "dnf" }),
                24 => log.Scratch(a, undo: b == 0),
                25 => log.SetLane(a, a + b),
                26 => log.Official(official: b != 0),
                27 => log.Unvoid((uint)(a * (b + 1))),
                _ => log.Lane(a, nowMs, decoder: b == 3 ? 7u : RawLogBuilder.Decoder),
            };
        }

        return log;
    }
}
