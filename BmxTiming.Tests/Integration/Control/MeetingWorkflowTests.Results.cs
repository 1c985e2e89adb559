using BmxTiming.Server.Control.Meetings;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.Control;

/// <summary>From the first race on: what is written, checked, official, taken back and closed.</summary>
public sealed partial class MeetingWorkflowTests
{
    private async Task<(MeetingDesk Desk, string[] Entries)> RiddenAsync()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "racing");
        await desk.RideMotosAsync(entries);
        await desk.WriteAsync(Final, entries);
        return (desk, entries);
    }

    private async Task ClosedAsync()
    {
        var (desk, entries) = await RiddenAsync();
        object named = new { class_name = MeetingDesk.Class, reason = "no protest" };
        await desk.PostAsync("results/check", named);
        await desk.PostAsync("results/official", named);
        await desk.ToAsync("official");
        Assert.Equal(MeetingCodes.MeetingNotClosed, await desk.RefusedAsync("workflow/reopen", new { reason = "a protest" }));
        await desk.PostAsync("workflow/close");

        Assert.Equal(MeetingCodes.MeetingClosed, await desk.RefusedAsync("workflow/step-back", new { reason = "a protest" }));
        Assert.Equal(MeetingCodes.MeetingClosed, await desk.RefusedAsync("results/reopen", named));
        Assert.Equal(MeetingCodes.MeetingClosed, await desk.WriteRefusedAsync(Final, entries, version: 1));
        Assert.Equal(MeetingCodes.MeetingClosed, await desk.RefusedAsync("draws", new { class_name = MeetingDesk.Class, take_away = true }));
        Assert.Equal(MeetingCodes.MeetingClosed, await desk.Api.RefusedAsync(
            HttpMethod.Put, $"{desk.Path}/motos/extra", new { number = 9, class_name = "Open", round_name = "Show", entries = Array.Empty<object>() }));
        await desk.Api.PutAsync(desk.Path, new { track_id = "track-a", name = "Spring Cup", @public = true });
        Assert.Equal(MeetingCodes.MeetingClosed, await desk.Api.RefusedAsync(
            HttpMethod.Put, desk.Path, new { track_id = "track-a", name = "Spring Cup", @public = true, public_names = "full" }));
        Assert.Equal(MeetingCodes.MeetingClosed, await desk.Api.RefusedAsync(
            HttpMethod.Post, "/api/tracks/track-a/control/stage", new { meeting_id = desk.Id, moto_id = Final }));
        await desk.PostAsync("workflow/reopen", new { reason = "a protest" });
        await desk.PostAsync("results/reopen", named);
    }

    /// <summary>Race control may correct a race at any time: neither a checked nor an official result follows, and both say so.</summary>
    private async Task ChangedSinceCheckAsync()
    {
        var (desk, entries) = await RiddenAsync();
        object named = new { class_name = MeetingDesk.Class, reason = "no protest" };
        await desk.PostAsync("results/check", named);
        await desk.StoreRunAsync(Final, [.. entries.Reverse()]);
        Assert.Equal(MeetingCodes.ResultChanged, await desk.RefusedAsync("results/official", named));
        await desk.PostAsync("results/reopen", named);
        await HasNotAsync(desk, "official", MeetingCodes.ResultChanged);
        await desk.PostAsync("results/check", named);
        await desk.PostAsync("results/official", named);
        await desk.ToAsync("official");

        await desk.StoreRunAsync(Final, [.. entries.Reverse()], code: "dsq");
        await HasAsync(desk, "official", MeetingCodes.ResultChanged, blocks: true);
        Assert.Equal(MeetingCodes.ResultChanged, await desk.RefusedAsync("workflow/close"));
        await desk.StoreRunAsync(Final, [.. entries.Reverse()]);
        await HasNotAsync(desk, "official", MeetingCodes.ResultChanged);
        await desk.PostAsync("workflow/close");

        // Whoever names no run means the last one of the track.
        foreach (var (intent, body) in new (string, object)[]
        {
            ("reopen", new { reason = "a protest" }),
            ("set_result", new { correction = new { lane = 1, code = "dsq" }, reason = "a protest" }),
            ("scratch", new { correction = new { lane = 1 }, reason = "a protest" }),
            ("insert_passing", new { correction = new { lane = 1, timing_point = "finish", elapsed_us = 40_000_000 }, reason = "a protest" }),
        })
        {
            Assert.Equal(MeetingCodes.MeetingClosed, await desk.Api.RefusedAsync(HttpMethod.Post, $"/api/tracks/track-a/control/{intent}", body));
        }
    }

    private async Task NeedsDecisionAsync()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "racing");
        await desk.StoreRunAsync("boys-12-m1-1", entries, phase: "racing", needsDecision: [3]);
        await HasAsync(desk, "racing", MeetingCodes.NeedsDecision, blocks: true);
        await HasAsync(desk, "racing", MeetingCodes.MotoWithoutResult, blocks: true);
    }

    /// <summary>Equal totals and the same time in the last moto: lots, and lots once more because they were entered the wrong way round.</summary>
    private async Task TieAsync()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "racing");
        string[] swapped = [entries[1], entries[0], entries[2]];
        await desk.WriteAsync("boys-12-m1-1", entries);
        await desk.WriteAsync("boys-12-m2-1", swapped);
        await desk.WriteAsync("boys-12-m3-1", entries, deadHeat: true);
        Assert.Empty(await desk.RidersOfAsync(Final));
        Assert.Equal(MeetingCodes.TieOpen, await desk.RefusedAsync("results/check", new { class_name = MeetingDesk.Class }));
        Assert.Equal(MeetingCodes.NotTied, await desk.RefusedAsync("results/tie", new { class_name = MeetingDesk.Class, entry_ids = entries[1..] }));

        await desk.PostAsync("results/tie", new { class_name = MeetingDesk.Class, entry_ids = entries[..2] });
        Assert.Equal(entries[0], await FirstAsync());
        await desk.PostAsync("results/tie", new { class_name = MeetingDesk.Class, entry_ids = swapped[..2] });
        Assert.Equal(entries[1], await FirstAsync());
        Assert.Equal(3, (await desk.RidersOfAsync(Final)).Length);

        async Task<string?> FirstAsync() => (string?)(await desk.ResultAsync())["score"]!["ranking"]![0]!["entry_id"];
    }

    private async Task OfficialAndReopenedAsync()
    {
        var (desk, entries) = await RiddenAsync();
        object named = new { class_name = MeetingDesk.Class }, explained = new { class_name = MeetingDesk.Class, reason = "a protest" };
        await desk.PostAsync("results/check", named);
        Assert.Equal(MeetingCodes.ResultStands, await desk.RefusedAsync("results/check", named));
        Assert.Equal(MeetingCodes.ResultStands, await desk.WriteRefusedAsync(Final, entries, version: 1));
        Assert.Equal(MeetingCodes.ResultStands, await desk.RefusedAsync("results/refill", explained));
        Assert.Equal(MeetingCodes.ProtestRunning, await desk.RefusedAsync("results/official", named));
        await desk.PostAsync("results/official", explained);
        Assert.Equal(MeetingCodes.ResultStands, await desk.RefusedAsync("results/official", named));

        await desk.PostAsync("workflow/protest-time", new { minutes = 0 });
        await desk.PostAsync("results/reopen", explained);
        await desk.WriteAsync(Final, [.. entries.Reverse()], version: 1);
        await desk.PostAsync("results/check", named);
        await desk.PostAsync("results/official", named);
        var official = (await desk.Api.GetAsync($"{desk.Path}/official-results"))["items"]!.AsArray();
        Assert.Equal([entries[0], entries[2]], official.Select(static result => (string)result!["ranks"]![0]!["entry_id"]!));
    }

    /// <summary>A correction that changes the next round: by hand it is refused until it is confirmed, by race control it is filled again.</summary>
    private async Task RefilledAsync()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "racing", riders: 4);
        await desk.RideMotosAsync(entries);
        object refill = new { class_name = MeetingDesk.Class, reason = "corrected" };
        Assert.Equal(MeetingCodes.NothingToFill, await desk.RefusedAsync("results/refill", refill));
        Assert.Equal(MeetingCodes.InvalidatesDraws, await desk.WriteRefusedAsync("boys-12-m1-1", entries, version: 1, dsq: entries[0]));
        await desk.WriteAsync("boys-12-m1-1", entries, version: 1, confirm: true, dsq: entries[0]);
        Assert.Equal(entries[1..].Order(), (await desk.RidersOfAsync(Final)).Order());

        await desk.StoreRunAsync("boys-12-m2-1", [entries[3], .. entries[..3]], code: "dsq");
        Assert.Equal(MeetingCodes.InvalidatesDraws, await desk.RefusedAsync("results/lanes", MeetingDesk.Lanes("final", 3, entries[1])));
        await HasAsync(desk, "racing", MeetingCodes.InvalidatesDraws, blocks: false);
        await desk.PostAsync("results/refill", refill);
        Assert.Equal(entries[1..3].Order(), (await desk.RidersOfAsync(Final)).Order());
    }

    private async Task HeatRacedAsync()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "racing");
        await desk.RideMotosAsync(entries);
        object lanes = MeetingDesk.Lanes("final", 8, entries[2]);
        await desk.PostAsync("results/lanes", lanes);
        await desk.WriteAsync(Final, entries);
        Assert.Equal(MeetingCodes.HeatRaced, await desk.RefusedAsync("results/lanes", lanes));

        // A final with a rider who should not be in it stands, until its result is taken back.
        await desk.WriteAsync("boys-12-m1-1", entries, version: 1, confirm: true, dsq: entries[0]);
        object refill = new { class_name = MeetingDesk.Class, reason = "corrected" };
        Assert.Equal(MeetingCodes.HeatRaced, await desk.RefusedAsync("results/refill", refill));
        await desk.WithdrawAsync(Final, version: 1);
        Assert.Equal(entries[1..].Order(), (await desk.RidersOfAsync(Final)).Order());
    }

    private async Task WithdrawnAsync()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "racing");
        Assert.Equal(MeetingCodes.NothingWritten, await desk.Api.RefusedAsync(
            HttpMethod.Put, $"{desk.Path}/motos/boys-12-m1-1/result", new { withdraw = true, reason = "wrong moto" }));
        await desk.WriteAsync("boys-12-m1-1", entries);
        await desk.WithdrawAsync("boys-12-m1-1", version: 1);
        Assert.Null((await desk.ResultAsync())["score"]);
        await desk.WriteAsync("boys-12-m1-1", entries, version: 2);
        Assert.Equal(3, (await desk.WriteAsync("boys-12-m1-1", entries, version: 3))["sheet"]!["earlier"]!.AsArray().Count);
    }

    /// <summary>The first moto of a transfer class is corrected when the second is ridden: shown, and put right by riding that one again.</summary>
    private async Task TransferCorrectedLateAsync()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "racing", riders: 4, rulebook: "usa-local-transfer");
        await desk.WriteAsync("boys-12-m1-1", entries);
        await desk.WriteAsync("boys-12-m2-1", entries[1..]);
        string[] corrected = [entries[1], entries[0], .. entries[2..]];
        var preview = await desk.Api.PutAsync(
            $"{desk.Path}/motos/boys-12-m1-1/result?preview=true", MeetingDesk.Sheet(corrected, 1, false, null, false));
        Assert.Contains(preview["invalidates"]!.AsArray(), static wrong => (string?)wrong!["round_name"] == "M2" && (bool)wrong["raced"]!);

        await desk.WriteAsync("boys-12-m1-1", corrected, version: 1, confirm: true);
        await HasAsync(desk, "racing", MeetingCodes.ScoreFails, blocks: true);
        await desk.WithdrawAsync("boys-12-m2-1", version: 1);
        Assert.Equal(new[] { entries[0], entries[2], entries[3] }.Order(), (await desk.RidersOfAsync("boys-12-m2-1")).Order());
        await HasNotAsync(desk, "racing", MeetingCodes.ScoreFails);
    }
}
