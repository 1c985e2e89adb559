using System.Net;
using System.Text.Json;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Server.Control.Audit;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BmxTiming.Tests.Integration.Control;

/// <summary>Two desks of one club at one track; and the flag and the schedule that everybody sees.</summary>
public sealed class HoldingTests(NatsServer nats, PostgresServer postgres)
{
    private static readonly object s_moto1 = new { meeting_id = ControlRig.Meeting, moto_id = "moto-1" };
    private static readonly string s_track = $"/api/tracks/{ControlRig.Track}";

    [Fact]
    [Provokes("track_held", "not_holder", "nobody_asked")]
    public async Task The_first_intent_claims_the_track_and_another_desk_must_ask_or_take_it()
    {
        await using var rig = await ControlRig.StartAsync(nats, postgres);
        await rig.AppliedAsync(Intents.Stage, s_moto1, "tower");
        Assert.Equal("development/tower", (await HolderAsync(rig, "tower")).GetProperty("holder").GetString());

        var refused = await rig.RefusedAsync(Intents.Unstage, new { }, HttpStatusCode.Conflict, "gate");
        Assert.Equal("track_held", refused.Code);
        Assert.Contains("development/tower holds track track-a. Ask for it with POST /api/tracks/track-a/holder/request", refused.Detail, StringComparison.Ordinal);
        Assert.Equal("track_held", await CodeAsync(rig, HttpMethod.Put, "flag", new { flag = "red" }, "gate", HttpStatusCode.Conflict));

        // Asked for and given.
        await StepAsync(rig, "request", new { reason = "shift ends" }, "gate");
        Assert.Equal("development/gate", (await HolderAsync(rig, "tower")).GetProperty("request").GetProperty("operator").GetString());
        Assert.Equal("not_holder", await CodeAsync(rig, HttpMethod.Post, "holder/give", new { }, "gate", HttpStatusCode.Conflict));
        Assert.True((await StepAsync(rig, "give", new { }, "tower")).GetProperty("holder").GetString() == "development/gate");
        await rig.AppliedAsync(Intents.Unstage, new { }, "gate");

        // Taken, with a reason only.
        Assert.Equal("invalid_request", await CodeAsync(rig, HttpMethod.Post, "holder/take", new { }, "tower", HttpStatusCode.BadRequest));
        Assert.True((await StepAsync(rig, "take", new { reason = "laptop died" }, "tower")).GetProperty("yours").GetBoolean());
        Assert.Equal("track_held", (await rig.RefusedAsync(Intents.Stage, s_moto1, HttpStatusCode.Conflict, "gate")).Code);

        // Given back: free for all.
        Assert.Equal("nobody_asked", await CodeAsync(rig, HttpMethod.Post, "holder/give", new { }, "tower", HttpStatusCode.Conflict));
        await StepAsync(rig, "release", new { }, "tower");
        Assert.Equal("not_holder", await CodeAsync(rig, HttpMethod.Post, "holder/heartbeat", null, "tower", HttpStatusCode.Conflict));
        await rig.AppliedAsync(Intents.Stage, s_moto1, "gate");

        Assert.Equal("invalid_identifier", await CodeAsync(rig, HttpMethod.Get, "holder", null, "Main.Desk", HttpStatusCode.BadRequest));
        var audited = await AuditedAsync(rig);
        Assert.Equal(["holder_give", "holder_release", "holder_request", "holder_take"], audited.Where(entry => entry.StartsWith("holder_", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task A_holder_who_falls_silent_loses_the_track_and_one_who_beats_keeps_it()
    {
        await using var rig = await ControlRig.StartAsync(nats, postgres, "race-engine,control", ("RaceControl:HoldFor", "00:00:04"));
        var claimed = await StepAsync(rig, "claim", new { }, "tower");
        var until = claimed.GetProperty("expires_at_us").GetInt64();
        await Eventually.HoldsAsync(
            async () =>
            {
                var (_, kept) = await rig.SendAsync(HttpMethod.Post, s_track + "/holder/heartbeat", desk: "tower");
                return kept.GetProperty("expires_at_us").GetInt64() > until;
            },
            TimeSpan.FromSeconds(20),
            () => "the hold was not kept");

        var answer = claimed;
        await Eventually.HoldsAsync(
            async () =>
            {
                (var status, answer) = await rig.SendAsync(HttpMethod.Post, s_track + "/holder/claim", new { }, "gate");
                return status == HttpStatusCode.OK;
            },
            TimeSpan.FromSeconds(20),
            () => answer.GetRawText());
        Assert.True(answer.GetProperty("yours").GetBoolean());
    }

    [Fact]
    [Provokes("track_not_found")]
    public async Task The_flag_is_green_until_another_is_shown_and_keeps_when_it_went_up()
    {
        await using var rig = await ControlRig.StartAsync(nats, postgres, "control");
        Assert.Equal("green", (await FlagAsync(rig)).GetProperty("flag").GetString());
        Assert.Equal("invalid_request", await CodeAsync(rig, HttpMethod.Put, "flag", new { flag = "blue" }, null, HttpStatusCode.BadRequest));

        var (_, shown) = await rig.SendAsync(HttpMethod.Put, s_track + "/flag", new { flag = "yellow", reason = "ambulance leaves" });
        var (_, again) = await rig.SendAsync(HttpMethod.Put, s_track + "/flag", new { flag = "yellow", reason = "ambulance back at ten" });
        Assert.Equal(shown.GetProperty("since_us").GetInt64(), again.GetProperty("since_us").GetInt64());
        Assert.Equal("ambulance back at ten", (await FlagAsync(rig)).GetProperty("reason").GetString());
        Assert.Equal("track_not_found", await CodeAsync(rig, HttpMethod.Put, "/api/tracks/track-9/flag", new { flag = "red" }, null, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task The_schedule_says_when_each_moto_is_expected_and_how_late_the_meeting_is()
    {
        await using var rig = await ControlRig.StartAsync(nats, postgres, "race-engine,projections,control");
        var path = $"/api/meetings/{ControlRig.Meeting}/schedule";
        var (_, open) = await rig.SendAsync(HttpMethod.Get, path);
        Assert.Equal(("assumed", 2), (open.GetProperty("pace_source").GetString(), open.GetProperty("left").GetInt32()));
        Assert.False(open.TryGetProperty("delay_us", out _));

        var (status, refused) = await rig.SendAsync(HttpMethod.Put, path, new { starts_at_us = 1_000_000, pace_us = 0 });
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (status, refused.GetProperty("code").GetString()));
        var (_, late) = await rig.SendAsync(HttpMethod.Put, path, new { starts_at_us = 1_700_000_000_000_000, pace_us = 90_000_000 });
        Assert.True(late.GetProperty("delay_us").GetInt64() > 0);

        await rig.AppliedAsync(Intents.Stage, s_moto1);
        rig.Log.Gate(1_000);
        await rig.FeedAsync();
        var schedule = late;
        await Eventually.HoldsAsync(
            async () =>
            {
                (_, schedule) = await rig.SendAsync(HttpMethod.Get, path);
                return schedule.GetProperty("motos")[0].GetProperty("state").GetString() == "racing";
            },
            TimeSpan.FromSeconds(20),
            () => schedule.GetRawText());
        Assert.Equal((1, 1), (schedule.GetProperty("done").GetInt32(), schedule.GetProperty("left").GetInt32()));
        Assert.Equal(schedule.GetProperty("ends_at_us").GetInt64(), schedule.GetProperty("motos")[1].GetProperty("expected_at_us").GetInt64());
        Assert.Equal("meeting_not_found", await CodeAsync(rig, HttpMethod.Get, "/api/meetings/day-9/schedule", null, null, HttpStatusCode.NotFound));
    }

    private static async Task<JsonElement> HolderAsync(ControlRig rig, string desk) =>
        (await rig.SendAsync(HttpMethod.Get, s_track + "/holder", desk: desk)).Body;

    private static async Task<JsonElement> FlagAsync(ControlRig rig) => (await rig.SendAsync(HttpMethod.Get, s_track + "/flag")).Body;

    private static async Task<JsonElement> StepAsync(ControlRig rig, string step, object body, string desk)
    {
        var (status, answer) = await rig.SendAsync(HttpMethod.Post, $"{s_track}/holder/{step}", body, desk);
        Assert.True(status == HttpStatusCode.OK, $"{step}: {(int)status} {answer}");
        return answer;
    }

    private static async Task<string?> CodeAsync(
        ControlRig rig, HttpMethod method, string path, object? body, string? desk, HttpStatusCode expected)
    {
        var (status, answer) = await rig.SendAsync(method, path.StartsWith('/') ? path : $"{s_track}/{path}", body, desk);
        Assert.Equal(expected, status);
        return answer.GetProperty("code").GetString();
    }

    private static async Task<IReadOnlyList<string>> AuditedAsync(ControlRig rig)
    {
        await using var session = rig.Host.Services.GetRequiredService<DocumentSessions>().Open();
        var entries = await session.ListAsync<AuditEntry>(all => all, TestContext.Current.CancellationToken);
        return [.. entries.Select(entry => entry.Action)];
    }
}
