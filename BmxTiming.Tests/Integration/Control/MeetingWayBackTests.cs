using System.Net;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.Control;

/// <summary>From every mistake of a race day there is a way back, and nobody who is gone stops a class.</summary>
public sealed class MeetingWayBackTests(MeetingHost meetings) : IClassFixture<MeetingHost>
{
    private const string Final = "boys-12-final-1";

    private TestServerHost Host => meetings.Host;

    [Fact]
    public async Task A_draw_is_taken_away_and_made_again()
    {
        var (desk, _) = await MeetingDesk.AtAsync(Host, "racing");
        await desk.StepBackToAsync("draw");

        await desk.PostAsync("draws", new { class_name = MeetingDesk.Class, take_away = true });
        Assert.Empty((await desk.Api.GetAsync($"{desk.Path}/motos"))["items"]!.AsArray());
        await desk.PostAsync("workflow/rulebook", new { rulebook = "bem-2022" });
        await desk.PostAsync("workflow/rulebook", new { rulebook = "uci-2026" });
        await desk.ToAsync("racing");
        Assert.Equal(4, (await desk.Api.GetAsync($"{desk.Path}/motos"))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Who_is_scratched_leaves_the_lanes_and_comes_back_into_them()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "racing");
        var before = (await desk.MotoAsync("boys-12-m2-1"))["entries"]!.ToJsonString();

        await desk.PutEntryAsync(entries[0], MeetingDesk.Entry(entries[0], scratched: true));
        Assert.Equal(entries[1..].Order(), (await desk.RidersOfAsync("boys-12-m2-1")).Order());
        await desk.PutEntryAsync(entries[0], MeetingDesk.Entry(entries[0]));

        Assert.Equal(before, (await desk.MotoAsync("boys-12-m2-1"))["entries"]!.ToJsonString());
    }

    [Fact]
    public async Task Who_is_scratched_before_being_drawn_gets_no_lane_and_is_late_when_coming_after_all()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "registration", riders: 4);
        await desk.PutEntryAsync(entries[3], MeetingDesk.Entry(entries[3], scratched: true));
        await desk.ToAsync("racing");
        await desk.PutEntryAsync(entries[3], MeetingDesk.Entry(entries[3], scratched: true));
        Assert.Equal(3, (await desk.ResultAsync())["class"]!["entry_ids"]!.AsArray().Count);

        var late = await desk.PutEntryAsync(entries[3], MeetingDesk.Entry(entries[3]));
        Assert.True((bool)late["late"]!);
        Assert.Equal(4, (await desk.RidersOfAsync("boys-12-m1-1")).Length);
    }

    [Fact]
    public async Task A_gate_from_which_everybody_is_scratched_does_not_stop_the_class()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "racing", riders: 9);
        var gate = await desk.RidersOfAsync("boys-12-m1-1");
        foreach (var rider in gate)
        {
            await desk.PutEntryAsync(rider, MeetingDesk.Entry(rider, scratched: true));
        }

        await desk.WriteAsync("boys-12-m1-2", await desk.RidersOfAsync("boys-12-m1-2"));

        var lines = (await desk.ResultAsync())["score"]!["rounds"]![0]!["lines"]!.AsArray();
        Assert.Equal(entries.Length, lines.Count);
        Assert.Equal(gate.Length, lines.Count(static line => (string?)line!["code"] == "DNS"));
    }

    [Fact]
    public async Task Who_is_scratched_or_disqualified_between_the_motos_of_a_transfer_class_does_not_stop_it()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "racing", riders: 6, rulebook: "usa-local-transfer");
        await desk.PutEntryAsync(entries[5], MeetingDesk.Entry(entries[5], scratched: true));
        await desk.WriteAsync("boys-12-m1-1", entries[..5], dsq: entries[4]);
        Assert.Equal(entries[1..4].Order(), (await desk.RidersOfAsync("boys-12-m2-1")).Order());

        await desk.WriteAsync("boys-12-m2-1", entries[1..4]);
        await desk.WriteAsync("boys-12-m3-1", [entries[3]]);

        Assert.Equal(entries[..4].Order(), (await desk.RidersOfAsync("boys-12-main-1")).Order());
    }

    [Fact]
    public async Task A_late_rider_rides_the_final_for_all_and_is_scored_for_the_moto_that_was_missed()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "racing");
        await desk.WriteAsync("boys-12-m1-1", entries);
        var late = (await desk.EnterAsync(1))[0];
        await desk.WriteAsync("boys-12-m2-1", [.. entries, late]);
        await desk.WriteAsync("boys-12-m3-1", [.. entries, late]);

        Assert.Equal(((string[])[late, .. entries]).Order(), (await desk.RidersOfAsync(Final)).Order());
        var rank = (await desk.ResultAsync())["score"]!["ranking"]![3]!;
        Assert.Equal((late, 3 + 1 + 2 + 4 + 4), ((string)rank["entry_id"]!, (int)rank["total"]!));
    }

    [Fact]
    public async Task A_moto_list_shows_the_plate_of_the_start()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "registration");
        await desk.PutEntryAsync(entries[0], MeetingDesk.Entry(entries[0], plate: "W3"));
        await desk.ToAsync("racing");

        var at = (await desk.MotoAsync("boys-12-m1-1"))["entries"]!.AsArray().Single(at => (string?)at!["rider_id"] == entries[0]);
        Assert.Equal("W3", (string?)at!["plate"]);
    }

    [Fact]
    public async Task Who_does_not_exist_is_not_found()
    {
        var api = new ControlClient(Host.Client);
        foreach (var list in (string[])["entries", "official-results", "workflow", "results"])
        {
            Assert.Equal("meeting_not_found", await api.RefusedAsync(HttpMethod.Get, $"/api/meetings/nowhere/{list}", null, HttpStatusCode.NotFound));
        }
    }
}
