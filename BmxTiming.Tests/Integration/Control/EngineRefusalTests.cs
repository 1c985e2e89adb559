using System.Net;
using System.Text;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Streams;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.RaceControl;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.Control;

/// <summary>What the engine refuses, over HTTP where the API lets it through, and otherwise from a log that was synced or written by another version.</summary>
public sealed class EngineRefusalTests(NatsServer nats, PostgresServer postgres)
{
    private static readonly int[] s_noGate = [];
    private static readonly uint[] s_rider1 = [RawLogBuilder.Chip(1)];
    private static readonly int[] s_nobody = [8], s_winnerOnly = [1], s_photo = [2, 1];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Provokes(
        "no_decoder_clock", "no_read_yet", "no_gate_pulse", "already_staged", "moto_open", "race_open", "not_started", "not_racing", "not_finished",
        "no_such_rider", "nobody_left", "already_started", "race_running", "gate_known", "already_crossed", "unknown_timing_point", "not_plausible",
        "no_such_passing", "not_a_rider", "invalid_order", "incomplete_order", "result_official", "all_finished", "practice_running",
        "too_many_open_runs", "invalid_gate_ids", "transponder_reserved")]
    public async Task Each_refusal_of_a_race_is_a_code_and_what_to_do()
    {
        await using var rig = await ControlRig.StartAsync(nats, postgres);
        await AtTheGateAsync(rig);
        await OnTheTrackAsync(rig);
        await AfterwardsAsync(rig);
        await TogetherAsync(rig);
        await WithAnotherTrackAsync(rig);
    }

    [Fact]
    [Provokes(
        "invalid_decoder_clocks", "invalid_intent", "invalid_lane", "invalid_programme", "invalid_rider_count", "invalid_stage", "invalid_time",
        "invalid_timing_points", "invalid_windows", "rider_twice", "too_many_runs", "too_many_transponders", "transponder_twice", "unknown_fold_version",
        "unknown_timing_point_role")]
    public async Task What_the_api_would_not_send_is_refused_as_well()
    {
        var url = nats.NewAccountUrl();
        await using var bench = await TrackBench.StartAsync(url);
        var log = new RawLogBuilder();
        for (var run = 1; run <= StagingRules.MaxRunsPerMoto; run++)
        {
            log.Stage("moto-9", riders: 1);
            log.Unstage();
        }

        log.Stage("moto-9", riders: 1);
        Stage(log, stage => stage with { FoldVersion = 99 });
        Stage(log, stage => stage with { Riders = [] });
        Stage(log, stage => stage with { Riders = [RawLogBuilder.Rider(1) with { Lane = 9 }] });
        Stage(log, stage => stage with { Riders = [RawLogBuilder.Rider(1), RawLogBuilder.Rider(1) with { Lane = 2 }] });
        Stage(log, stage => stage with { Riders = [RawLogBuilder.Rider(1), RawLogBuilder.Rider(2) with { TransponderIds = s_rider1 }] });
        Stage(log, stage => stage with { Riders = [RawLogBuilder.Rider(1) with { TransponderIds = [.. Enumerable.Range(1, 9).Select(n => (uint)n)] }] });
        Track(log, track => track with { TimingPoints = [] });
        Track(log, track => track with { TimingPoints = [track.TimingPoints[0] with { Role = "jump" }] });
        Track(log, track => track with { Windows = new RaceWindows { GateBounceUs = new Micros(-1) } });
        Track(log, track => track with { DecoderClocks = [new DecoderClockDetails(1, Micros.FromSeconds(90_000))] });
        Without(log, log.Stage(), "\"moto_id\":\"moto-1\",");
        Without(log, log.Programme(), "\"meeting_id\":\"meeting-1\",");
        log.Intent(Intents.ManualGate);
        log.Stage();
        log.Gate(1_000);
        log.Insert(1, "finish", 7_200_000);
        await AppendAsync(bench, log);

        await using var engine = await TestServerHost.StartAsync("race-engine", bench.Settings);
        IReadOnlyList<string> codes = [];
        await Eventually.HoldsAsync(
            async () => (codes = await RefusedAsync(bench)).Contains("invalid_time"), TimeSpan.FromSeconds(60), () => string.Join(", ", codes));

        Assert.Equal(15, codes.Count);
        foreach (var code in codes)
        {
            Assert.EndsWith(EngineRefusals.WhatToDo[code], EngineRefusals.Detail(code, "So it is."), StringComparison.Ordinal);
            AnsweredCodes.Note(code);
        }
    }

    private static async Task AtTheGateAsync(ControlRig rig)
    {
        await StageAsync(rig, "moto-1");
        await RefusedAsync(rig, "no_decoder_clock", Intents.ManualGate, new { gate = new { source = "manual" } });
        await RefusedAsync(rig, "no_read_yet", Intents.ManualGate, new { gate = new { source = "first_loop" } });
        await RefusedAsync(rig, "no_gate_pulse", Intents.AttachGate, new { });
        await RefusedAsync(rig, "already_staged", Intents.Stage, Moto("moto-2"));
        await RefusedAsync(rig, "moto_open", Intents.Stage, Moto("moto-1"));
        await RefusedAsync(rig, "race_open", Intents.PracticeOn, new { });
        await RefusedAsync(rig, "not_started", Intents.Reset, new { run_id = "moto-1-r1" });
        await RefusedAsync(rig, "not_racing", Intents.ForceFinish, new { run_id = "moto-1-r1" });
        await RefusedAsync(rig, "not_finished", Intents.MarkOfficial, new { run_id = "moto-1-r1" });
        await RefusedAsync(rig, "no_such_rider", Intents.Scratch, new { correction = new { lane = 8 } });
        foreach (var lane in (int[])[2, 3, 4])
        {
            await rig.AppliedAsync(Intents.Scratch, new { correction = new { lane } });
        }

        await RefusedAsync(rig, "nobody_left", Intents.Scratch, new { correction = new { lane = 1 } });
        foreach (var lane in (int[])[2, 3, 4])
        {
            await rig.AppliedAsync(Intents.Scratch, new { correction = new { lane, undo = true } });
        }
    }

    private static async Task OnTheTrackAsync(ControlRig rig)
    {
        rig.Log.Gate(1_000);
        rig.Log.Lane(1, 3_581);
        rig.Log.Lane(2, 3_604);
        rig.Log.Lane(3, 3_700);
        rig.Log.Gate(6_000);
        rig.Log.Lane(1, 15_020);
        rig.Log.Lane(2, 15_900);
        rig.Log.Lane(3, 16_000);
        rig.Log.Lane(1, 36_123);
        rig.Log.Lane(2, 36_900);
        rig.Log.Status(38_000);
        await rig.FeedAsync();
        await RefusedAsync(rig, "already_started", Intents.Unstage, new { run_id = "moto-1-r1" });
        await RefusedAsync(rig, "race_running", Intents.SetLane, new { run_id = "moto-1-r1", correction = new { lane = 1, to_lane = 7 } });
        await RefusedAsync(rig, "gate_known", Intents.AttachGate, new { });
        await RefusedAsync(rig, "already_crossed", Intents.InsertPassing, At(1, "finish", 36_000_000));
        await RefusedAsync(rig, "unknown_timing_point", Intents.InsertPassing, At(3, "nowhere", 36_000_000));
        await RefusedAsync(rig, "not_plausible", Intents.InsertPassing, At(3, "finish", 1_000));
        await RefusedAsync(rig, "no_such_passing", Intents.VoidPassing, Passing(999, null));
        await RefusedAsync(rig, "not_a_rider", Intents.AssignPassing, Passing(1, 3));
    }

    private static async Task AfterwardsAsync(ControlRig rig)
    {
        await rig.AppliedAsync(Intents.ForceFinish, new { });
        await RefusedAsync(rig, "invalid_order", Intents.SetOrder, new { reason = "photo", correction = new { lanes = s_nobody } });
        await RefusedAsync(rig, "incomplete_order", Intents.SetOrder, new { reason = "photo", correction = new { lanes = s_winnerOnly } });
        await rig.AppliedAsync(Intents.MarkOfficial, new { });
        await RefusedAsync(rig, "result_official", Intents.SetOrder, new { reason = "photo", correction = new { lanes = s_photo } });
        await rig.AppliedAsync(Intents.UnmarkOfficial, new { reason = "protest" });
        await rig.AppliedAsync(Intents.InsertPassing, At(3, "finish", 38_000_000));
        await rig.AppliedAsync(Intents.InsertPassing, At(4, "finish", 39_000_000));
        await RefusedAsync(rig, "all_finished", Intents.Reopen, new { });
        await rig.AppliedAsync(Intents.PracticeOn, new { });
        await RefusedAsync(rig, "practice_running", Intents.Stage, Moto("moto-1"));
        await rig.AppliedAsync(Intents.PracticeOff, new { });
    }

    private static async Task TogetherAsync(ControlRig rig)
    {
        await PutMotoAsync(rig, 3);
        await PutMotoAsync(rig, 4);
        foreach (var moto in (string[])["moto-1", "moto-2", "moto-3"])
        {
            await StageAsync(rig, moto);
            await rig.AppliedAsync(Intents.ManualGate, new { gate = new { source = "manual" } });
        }

        await StageAsync(rig, "moto-4");
        await RefusedAsync(rig, "too_many_open_runs", Intents.ManualGate, new { gate = new { source = "manual" } });
        await rig.AppliedAsync(Intents.Unstage, new { });
    }

    /// <summary>The registry cannot know what a track will call its gate.</summary>
    private static async Task WithAnotherTrackAsync(ControlRig rig)
    {
        await PutTrackAsync(rig, s_noGate);
        await RefusedAsync(rig, "invalid_gate_ids", Intents.Stage, Moto("moto-4"));
        await PutTrackAsync(rig, s_rider1);
        await RefusedAsync(rig, "transponder_reserved", Intents.Stage, Moto("moto-4"));
    }

    private static async Task RefusedAsync(ControlRig rig, string code, string intent, object body)
    {
        var refused = await rig.RefusedAsync(intent, body, HttpStatusCode.Conflict);
        Assert.True(code == refused.Code && refused.Detail.EndsWith(EngineRefusals.WhatToDo[code], StringComparison.Ordinal), $"{code}: {refused}");
    }

    private static Task<JsonElement> StageAsync(ControlRig rig, string moto) => rig.AppliedAsync(Intents.Stage, Moto(moto));

    private static object Moto(string id) => new { meeting_id = ControlRig.Meeting, moto_id = id };

    private static object At(int lane, string point, long elapsed) =>
        new { reason = "by hand", correction = new { lane, timing_point = point, elapsed_us = elapsed } };

    private static object Passing(int number, int? lane) =>
        new { reason = "by hand", correction = new { decoder_id = RawLogBuilder.Decoder, passing_number = number, lane } };

    private static async Task PutMotoAsync(ControlRig rig, int number)
    {
        var (status, answer) = await rig.SendAsync(HttpMethod.Put, $"/api/meetings/{ControlRig.Meeting}/motos/moto-{number}", new
        {
            number, class_name = "Boys 12", round_name = $"Moto {number}",
            entries = Enumerable.Range(1, 4).Select(lane => new { lane, rider_id = $"rider-{lane}" }),
        });
        Assert.True(status == HttpStatusCode.OK, answer.ToString());
    }

    private static async Task PutTrackAsync(ControlRig rig, Array gateIds)
    {
        var (status, answer) = await rig.SendAsync(HttpMethod.Put, $"/api/tracks/{ControlRig.Track}", new
        {
            name = "Track A", gate_ids = gateIds,
            timing_points = new[] { new { id = "finish", name = "Finish", role = "finish", min_us = 20_000_000, max_us = 180_000_000 } },
        });
        Assert.True(status == HttpStatusCode.OK, answer.ToString());
    }

    private static void Stage(RawLogBuilder log, Func<StageDetails, StageDetails> change) => log.Stage(change: change);

    private static void Track(RawLogBuilder log, Func<TrackDetails, TrackDetails> change) =>
        log.Stage(change: stage => stage with { Track = change(stage.Track) });

    /// <summary>Replaces the record by one that lacks a member.</summary>
    private static void Without(RawLogBuilder log, RawRecord record, string member)
    {
        var text = Encoding.UTF8.GetString(record.Body.Span);
        Assert.Contains(member, text, StringComparison.Ordinal);
        log.Records.Remove(record);
        log.Bytes(text.Replace(member, "", StringComparison.Ordinal));
    }

    private static async Task AppendAsync(TrackBench bench, RawLogBuilder log)
    {
        ulong last = 0;
        foreach (var batch in log.Records.Select((record, index) => new OutgoingMessage($"m-{index}", record.Body)).Chunk(200))
        {
            var outcome = await bench.Writer.AppendAsync(StreamNames.Raw, Subjects.Raw(log.Track), last, batch, Stop);
            Assert.True(outcome.Appended);
            last = outcome.LastSeq;
        }
    }

    private static async Task<IReadOnlyList<string>> RefusedAsync(TrackBench bench)
    {
        var events = await bench.EventsAsync(TrackId.Parse("track-a"));
        return [.. events.Select(message => JsonSerializer.Deserialize(message.Data.Span, WireJson.Default.RaceEvent)!)
            .Where(message => message.Kind == RaceEventKinds.ControlRejected)
            .Select(message => message.Payload.Deserialize(WireJson.Default.ControlRejectedPayload)!.Code)];
    }
}
