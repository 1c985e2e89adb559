using System.Net;
using System.Text.Json;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.Control;

/// <summary>Every intent over HTTP, through a real outbox, a real broker and the engine, and back by its inverse.</summary>
public sealed class IntentTests(NatsServer nats, PostgresServer postgres)
{
    private static readonly object s_moto1 = new { meeting_id = ControlRig.Meeting, moto_id = "moto-1" };

    private static readonly int[] s_photo = [2, 1];

    private static readonly (string Intent, string Body, int Status, string Code, string Says)[] s_refusals =
    [
        ("dance", "{}", 404, "unknown_intent", "Send one of"),
        ("stage", """{"meeting_id":"day-9","moto_id":"moto-1"}""", 404, "meeting_not_found", "day-9"),
        ("stage", """{"meeting_id":"day-1","moto_id":"moto-9"}""", 404, "moto_not_found", "moto-9"),
        ("stage", """{"meeting_id":"Day.1","moto_id":"moto-1"}""", 400, "invalid_identifier", "meeting_id"),
        ("stage", """{"meeting_id":"day-1","moto_id":"moto-1","run_id":"moto-1-r1"}""", 400, "invalid_request", "leave run_id out"),
        ("reset", """{"correction":{"lane":1}}""", 400, "invalid_request", "takes no correction"),
        ("reset", """{"gate":{"source":"manual"}}""", 400, "invalid_request", "takes no gate"),
        ("manual_gate", "{}", 400, "invalid_request", "gate.source must be"),
        ("manual_gate", """{"gate":{"source":"first_loop","time_us":5}}""", 400, "invalid_request", "source manual only"),
        ("manual_gate", """{"gate":{"source":"manual","time_us":0}}""", 400, "invalid_request", "decoder's clock"),
        ("attach_gate", """{"gate":{"source":"manual"}}""", 400, "invalid_request", "left out"),
        ("insert_passing", """{"correction":{"lane":3,"timing_point":"finish"}}""", 400, "invalid_request", "elapsed_us"),
        ("void_passing", """{"correction":{"lane":3}}""", 400, "invalid_request", "timing_point"),
        ("assign_passing", """{"correction":{"lane":9}}""", 400, "invalid_request", "passing_number"),
        ("set_order", """{"reason":"photo","correction":{"lanes":[1,1]}}""", 400, "invalid_request", "each once"),
        ("set_order", """{"correction":{"lanes":[1,2]}}""", 400, "invalid_request", "reason is needed"),
        ("set_result", """{"reason":"x","correction":{"lane":1,"code":"won"}}""", 400, "invalid_request", "dnf, dns"),
        ("scratch", "{}", 400, "invalid_request", "correction.lane"),
        ("set_lane", """{"correction":{"lane":1}}""", 400, "invalid_request", "to_lane"),
        ("unmark_official", "{}", 400, "invalid_request", "reason is needed"),
        ("reset", """{"run_version":-1}""", 400, "invalid_request", "run_version"),
        ("reset", "{}", 409, "no_open_run", "stage a moto first"),
        ("unstage", "{}", 409, "nothing_staged", "Stage a moto first"),
        ("practice_off", "{}", 409, "no_change", "Nothing is to be done"),
        ("reopen", "{}", 409, "nothing_to_reopen", "Nothing is to be done"),
        ("mark_official", """{"run_id":"moto-1-r9"}""", 409, "run_not_found", "choose one of its runs"),
    ];

    private readonly HashSet<string> _applied = new(StringComparer.Ordinal);

    [Fact]
    public async Task Every_intent_is_applied_and_taken_back_by_the_inverse_its_answer_names()
    {
        await using var rig = await ControlRig.StartAsync(nats, postgres);
        rig.Log.Status(0);
        await rig.FeedAsync();

        await DoAsync(rig, Intents.Programme, new { meeting_id = ControlRig.Meeting });
        await BothWaysAsync(rig, Intents.PracticeOn, new { });
        await BothWaysAsync(rig, Intents.Stage, s_moto1);
        await DoAsync(rig, Intents.Stage, s_moto1);
        await BothWaysAsync(rig, Intents.Scratch, new { correction = new { lane = 4 } });
        await BothWaysAsync(rig, Intents.SetLane, new { correction = new { lane = 4, to_lane = 7 } });

        // Race 1 is started by hand and abandoned, and goes on; it is ended by force.
        await BothWaysAsync(rig, Intents.ManualGate, new { gate = new { source = "manual", time_us = RawLogBuilder.At(1_000).Value } });
        await DoAsync(rig, Intents.Reopen, new { });
        rig.Log.Lane(1, 3_581);
        rig.Log.Lane(2, 3_604);
        rig.Log.Lane(1, 15_020);
        rig.Log.Lane(1, 36_123);
        rig.Log.Lane(2, 36_900);
        rig.Log.Passing(77, 37_500);
        rig.Log.Status(38_000);
        await rig.FeedAsync();
        await BothWaysAsync(rig, Intents.ForceFinish, new { });
        await DoAsync(rig, Intents.ForceFinish, new { });

        await BothWaysAsync(rig, Intents.InsertPassing, new { reason = "read by hand", correction = new { lane = 3, timing_point = "finish", elapsed_us = 36_500_000 } });
        await BothWaysAsync(rig, Intents.VoidPassing, new { correction = new { decoder_id = RawLogBuilder.Decoder, passing_number = 4 } });
        await BothWaysAsync(rig, Intents.AssignPassing, new { correction = new { decoder_id = RawLogBuilder.Decoder, passing_number = 6, lane = 4 } });
        await BothWaysAsync(rig, Intents.SetOrder, new { reason = "photo finish", correction = new { lanes = s_photo } });
        await BothWaysAsync(rig, Intents.SetResult, new { reason = "cut the course", correction = new { lane = 1, code = "dsq" } });
        await BothWaysAsync(rig, Intents.MarkOfficial, new { }, "protest");

        // The pulse of race 2 came while nobody stood at the gate.
        rig.Log.Gate(100_000);
        rig.Log.Status(101_000);
        await rig.FeedAsync();
        await DoAsync(rig, Intents.Stage, new { meeting_id = ControlRig.Meeting, moto_id = "moto-2" });
        await BothWaysAsync(rig, Intents.AttachGate, new { });

        Assert.Empty(All().Except(_applied, StringComparer.Ordinal));
    }

    [Fact]
    [Provokes("idempotency_key_reused", "idempotency_key_required")]
    public async Task The_same_key_is_one_wish_and_another_body_under_it_is_refused()
    {
        await using var rig = await ControlRig.StartAsync(nats, postgres);

        var (first, applied) = await rig.IntentAsync(Intents.Stage, s_moto1, "wish");
        var (second, again) = await rig.IntentAsync(Intents.Stage, s_moto1, "wish");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first, second));
        Assert.Equal(applied.GetRawText(), again.GetRawText());

        var (reused, problem) = await rig.IntentAsync(Intents.Unstage, new { }, "wish");
        Assert.Equal((HttpStatusCode.Conflict, "idempotency_key_reused"), (reused, problem.GetProperty("code").GetString()));

        var (missing, none) = await rig.SendAsync(HttpMethod.Post, $"/api/tracks/{ControlRig.Track}/control/unstage", new { });
        Assert.Equal((HttpStatusCode.BadRequest, "idempotency_key_required"), (missing, none.GetProperty("code").GetString()));
    }

    [Fact]
    [Provokes("version_conflict")]
    public async Task A_version_that_was_overtaken_is_refused_with_the_one_that_counts()
    {
        await using var rig = await ControlRig.StartAsync(nats, postgres);
        var staged = await rig.AppliedAsync(Intents.Stage, s_moto1);
        var version = staged.GetProperty("run_version").GetInt64();

        var (status, problem) = await rig.IntentAsync(Intents.Unstage, new { run_version = version - 1 });
        Assert.Equal((HttpStatusCode.Conflict, "version_conflict"), (status, problem.GetProperty("code").GetString()));
        Assert.Equal(version, problem.GetProperty("run_version").GetInt64());
        Assert.Contains("repeat with its run_version", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await rig.AppliedAsync(Intents.Unstage, new { run_version = version });
    }

    [Fact]
    public async Task Without_an_engine_the_answer_is_the_address_of_the_intent_which_says_later_what_came_of_it()
    {
        await using var rig = await ControlRig.StartAsync(nats, postgres, "control");
        var (status, pending) = await rig.IntentAsync(Intents.Stage, s_moto1);
        Assert.Equal((HttpStatusCode.Accepted, "pending"), (status, pending.GetProperty("outcome").GetString()));
        var address = $"/api/intents/{pending.GetProperty("intent_id").GetString()}";

        await using var engine = await TestServerHost.StartAsync("race-engine", rig.Bench.Settings);
        var looked = pending;
        await Eventually.HoldsAsync(
            async () =>
            {
                (_, looked) = await rig.SendAsync(HttpMethod.Get, address);
                return looked.GetProperty("outcome").GetString() == "applied";
            },
            TimeSpan.FromSeconds(20),
            () => looked.GetRawText());
        Assert.Equal("unstage", looked.GetProperty("inverse").GetProperty("intent").GetString());
    }

    [Fact]
    [Provokes(
        "unknown_intent", "meeting_not_found", "moto_not_found", "invalid_identifier", "invalid_request", "no_open_run", "nothing_staged", "no_change",
        "nothing_to_reopen", "run_not_found")]
    public async Task Each_refusal_has_a_code_and_says_what_to_do()
    {
        await using var rig = await ControlRig.StartAsync(nats, postgres);
        foreach (var (intent, body, status, code, says) in s_refusals)
        {
            var refused = await rig.RefusedAsync(intent, JsonDocument.Parse(body).RootElement, (HttpStatusCode)status);
            Assert.True(code == refused.Code && refused.Detail.Contains(says, StringComparison.Ordinal), $"{intent} {body}: {refused}");
        }
    }

    internal static IEnumerable<string> All() => typeof(Intents).GetFields().Select(field => (string)field.GetRawConstantValue()!);

    private async Task<JsonElement> DoAsync(ControlRig rig, string intent, object body)
    {
        var answer = await rig.AppliedAsync(intent, body);
        Assert.Equal("applied", answer.GetProperty("outcome").GetString());
        _applied.Add(intent);
        return answer;
    }

    private async Task BothWaysAsync(ControlRig rig, string intent, object body, string? reason = null)
    {
        var inverse = (await DoAsync(rig, intent, body)).GetProperty("inverse");
        var back = JsonSerializer.SerializeToNode(inverse.GetProperty("body"))!.AsObject();
        back["reason"] = reason ?? "taken back";
        await DoAsync(rig, inverse.GetProperty("intent").GetString()!, back);
    }
}
