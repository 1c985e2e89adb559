using System.Net;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace BmxTiming.Tests.Integration.Control;

/// <summary>Refusals of race control that come before the engine, and of a store that is away.</summary>
public sealed class ControlRefusalTests(NatsServer nats, PostgresServer postgres)
{
    private static readonly object s_moto1 = new { meeting_id = ControlRig.Meeting, moto_id = "moto-1" };
    private static readonly object[] s_points = [new { id = "finish", name = "Finish", role = "finish", min_us = 1, max_us = 90_000_000 }];
    private static readonly uint[] s_gate = [RawLogBuilder.GateId];
    private static readonly object[] s_nobody = [];

    [Fact]
    [Provokes("moto_empty", "meeting_of_other_track", "intent_not_found", "class_not_found", "track_retired")]
    public async Task What_cannot_be_staged_says_what_to_do_first()
    {
        await using var rig = await ControlRig.StartAsync(nats, postgres, "control");
        await PutAsync(rig, $"/api/meetings/{ControlRig.Meeting}/motos/moto-5", new { number = 5, class_name = "Boys 12", round_name = "Final", entries = s_nobody });
        Says("Draw its class", await rig.RefusedAsync(Intents.Stage, new { meeting_id = ControlRig.Meeting, moto_id = "moto-5" }, HttpStatusCode.Conflict));

        await PutAsync(rig, "/api/tracks/track-b", new { name = "Track B", gate_ids = s_gate, timing_points = s_points });
        await PutAsync(rig, "/api/meetings/day-2", new { track_id = "track-b", name = "Day 2" });
        Says("Control it there", await rig.RefusedAsync(Intents.Stage, new { meeting_id = "day-2", moto_id = "moto-1" }, HttpStatusCode.Conflict));
        await RefusedAsync(rig, HttpMethod.Put, "/api/meetings/day-2", new { track_id = "track-a", name = "Day 2" }, "meeting_of_other_track", HttpStatusCode.Conflict);

        await RefusedAsync(rig, HttpMethod.Get, $"/api/intents/{MessageId.New()}", null, "intent_not_found", HttpStatusCode.NotFound);
        await RefusedAsync(
            rig, HttpMethod.Post, $"/api/meetings/{ControlRig.Meeting}/results/check", new { class_name = "Boys 12" }, "class_not_found", HttpStatusCode.NotFound);

        await PutAsync(rig, $"/api/tracks/{ControlRig.Track}", new { name = "Track A", gate_ids = s_gate, timing_points = s_points, retired = true });
        Says("put the track with retired false", await rig.RefusedAsync(Intents.Stage, s_moto1, HttpStatusCode.Conflict));
        await RefusedAsync(rig, HttpMethod.Get, "/api/tracks/track-9", null, "track_not_found", HttpStatusCode.NotFound);
    }

    [Fact]
    [Provokes("conflict")]
    public async Task Of_many_who_take_a_track_at_one_moment_somebody_is_told_to_repeat()
    {
        await using var rig = await ControlRig.StartAsync(nats, postgres, "control");
        JsonElement? refused = null;
        for (var round = 0; round < 30 && refused is null; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(desk => rig.SendAsync(
                HttpMethod.Post, $"/api/tracks/{ControlRig.Track}/holder/take", new { reason = "at once" }, $"desk-{desk}")));
            Assert.Contains(answers, answer => answer.Status == HttpStatusCode.OK);
            refused = answers.Where(answer => answer.Status == HttpStatusCode.Conflict).Select(answer => (JsonElement?)answer.Body).FirstOrDefault();
        }

        Assert.Equal("conflict", refused?.GetProperty("code").GetString());
        Assert.Contains("Repeat", refused?.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    [Provokes("storage_unavailable", "upstream_unavailable")]
    public async Task A_store_that_is_away_is_503_and_worth_repeating()
    {
        await using var own = await NatsServer.StartOwnAsync();
        await using var rig = await ControlRig.StartAsync(own, postgres, "control");
        await own.KillAsync();
        var (status, away) = await rig.IntentAsync(Intents.Stage, s_moto1);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "upstream_unavailable"), (status, away.GetProperty("code").GetString()));

        var database = new NpgsqlConnectionStringBuilder(rig.Host.Services.GetRequiredService<NpgsqlDataSource>().ConnectionString).Database;
        await postgres.ExecuteAsync($"drop database {database} with (force)");
        await RefusedAsync(rig, HttpMethod.Get, "/api/tracks", null, "storage_unavailable", HttpStatusCode.ServiceUnavailable);
    }

    private static void Says(string what, (string Code, string Detail) refused) => Assert.Contains(what, refused.Detail, StringComparison.Ordinal);

    private static async Task RefusedAsync(ControlRig rig, HttpMethod method, string path, object? body, string code, HttpStatusCode expected)
    {
        var (status, answer) = await rig.SendAsync(method, path, body);
        Assert.True((status, answer.GetProperty("code").GetString()) == (expected, code), $"{path}: {(int)status} {answer}");
        Assert.Matches("[.:] ?[A-Z].+\\.$|: .+\\.$", answer.GetProperty("detail").GetString());
    }

    private static async Task PutAsync(ControlRig rig, string path, object body)
    {
        var (status, answer) = await rig.SendAsync(HttpMethod.Put, path, body);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {(int)status} {answer}");
    }
}
