using System.Reflection;
using System.Text;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.Control;

/// <summary>Every code of the way from entries to official results is given somewhere, and there is a way on from it.</summary>
public sealed class MeetingWorkflowTests(MeetingHost meetings) : IClassFixture<MeetingHost>
{
    private const string Final = "boys-12-final-1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private TestServerHost Host => meetings.Host;

    /// <summary>From the program: a code without a scenario fails.</summary>
    public static TheoryData<string> Codes() =>
        [.. typeof(MeetingCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static code => (string)code.GetValue(null)!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_code_is_given_and_says_what_to_do(string code)
    {
        await ScenarioAsync(code);
        Assert.Contains(code, AnsweredCodes.Of(TestContext.Current.Test!.UniqueID));
    }

    private Task ScenarioAsync(string code) => code switch
    {
        MeetingCodes.WrongStep => RefusesAsync(
            "entry", code, static (desk, _) => desk.RefusedAsync("draws", new { class_name = MeetingDesk.Class })),
        MeetingCodes.StepBlocked => BlocksAdvanceAsync(),
        MeetingCodes.FirstStep => RefusesAsync(
            "entry", code, static (desk, _) => desk.RefusedAsync("workflow/step-back", new { reason = "a mistake" })),
        MeetingCodes.LastStep => LastStepAsync(),
        MeetingCodes.MeetingClosed or MeetingCodes.MeetingNotClosed => ClosedAsync(),
        MeetingCodes.RulebookMissing => RulebookMissingAsync(),
        MeetingCodes.RulebookChanged => RulebookChangedAsync(),
        MeetingCodes.RulebookInUse => RefusesAsync(
            "race_order", code, static (desk, _) => desk.RefusedAsync("workflow/rulebook", new { rulebook = "bem-2022" })),
        MeetingCodes.NoEntries => NoEntriesAsync(),
        MeetingCodes.NotCheckedIn => EntryProblemAsync(code, blocks: true, static entry => MeetingDesk.Entry(entry, checkedIn: false)),
        MeetingCodes.NotPaid => EntryProblemAsync(code, blocks: false, static entry => MeetingDesk.Entry(entry, paid: false)),
        MeetingCodes.NoTransponder => NoTransponderAsync(),
        MeetingCodes.TransponderTwice => TwiceAsync(code, static entry => MeetingDesk.Entry(entry, transponder: 77_001)),
        MeetingCodes.PlateTwice => TwiceAsync(code, static entry => MeetingDesk.Entry(entry, plate: "W1")),
        MeetingCodes.RiderTwice => RiderTwiceAsync(),
        MeetingCodes.ClassSize => ProblemAsync("merging", "merging", code, blocks: true, riders: 2),
        MeetingCodes.ClassNotDrawn => ProblemAsync("draw", "draw", code, blocks: true),
        MeetingCodes.ClassDrawn => RefusesAsync("race_order", code, static (desk, entries) => desk.Api.RefusedAsync(
            HttpMethod.Put, $"{desk.Path}/entries/{entries[0]}", new { rider_id = entries[0], class_name = "Girls 12" })),
        MeetingCodes.ClassRaced => ClassRacedAsync(),
        MeetingCodes.DrawOutdated => DrawOutdatedAsync(),
        MeetingCodes.RaceNumberTwice => RaceNumberTwiceAsync(),
        MeetingCodes.BackToBack => ProblemAsync("race_order", "race_order", code, blocks: false),
        MeetingCodes.TimingNotChecked => ProblemAsync("race_order", "race_order", code, blocks: true),
        MeetingCodes.TimingCheckIncomplete => RefusesAsync(
            "race_order", code, static (desk, _) => desk.RefusedAsync("workflow/timing-check", MeetingDesk.TimingCheck(good: false))),
        MeetingCodes.MotoWithoutResult => ProblemAsync("racing", "racing", code, blocks: true),
        MeetingCodes.NeedsDecision => NeedsDecisionAsync(),
        MeetingCodes.TieOpen or MeetingCodes.NotTied => TieAsync(),
        MeetingCodes.ClassNotOver => RefusesAsync(
            "racing", code, static (desk, _) => desk.RefusedAsync("results/check", new { class_name = MeetingDesk.Class })),
        MeetingCodes.NotChecked => RefusesAsync("racing", code, static async (desk, _) =>
        {
            Assert.Equal(MeetingCodes.NotChecked, await desk.RefusedAsync("results/reopen", new { class_name = MeetingDesk.Class, reason = "a mistake" }));
            return await desk.RefusedAsync("results/official", new { class_name = MeetingDesk.Class });
        }),
        MeetingCodes.NotOfficial => ProblemAsync("racing", "official", code, blocks: true),
        MeetingCodes.ResultStands or MeetingCodes.ProtestRunning => OfficialAndReopenedAsync(),
        MeetingCodes.ResultChanged => ChangedSinceCheckAsync(),
        MeetingCodes.InvalidatesDraws or MeetingCodes.NothingToFill => RefilledAsync(),
        MeetingCodes.MergeInvalid => MergedAsync(),
        MeetingCodes.HeatRaced => HeatRacedAsync(),
        MeetingCodes.NothingWritten => WithdrawnAsync(),
        MeetingCodes.RowsWrong => RefusesAsync(
            "racing", code, static (desk, entries) => desk.WriteRefusedAsync("boys-12-m1-1", entries[..2])),
        MeetingCodes.ScoreFails => TransferCorrectedLateAsync(),
        _ => throw new Xunit.Sdk.XunitException($"No scenario gives {code}: write one, or take the code away."),
    };

    private async Task RefusesAsync(string step, string code, Func<MeetingDesk, string[], Task<string>> act)
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, step);
        Assert.Equal(code, await act(desk, entries));
    }

    /// <param name="at">The step whose problems are looked at.</param>
    private async Task ProblemAsync(string step, string at, string code, bool blocks, int riders = 3)
    {
        var (desk, _) = await MeetingDesk.AtAsync(Host, step, riders);
        await HasAsync(desk, at, code, blocks);
    }

    private static async Task HasAsync(MeetingDesk desk, string step, string code, bool blocks)
    {
        var problems = await desk.ProblemsAsync(step);
        var problem = problems.FirstOrDefault(problem => (string?)problem["code"] == code);
        Assert.True(problem is not null, $"{step}: {string.Join(", ", problems.Select(static problem => problem.ToJsonString()))}");
        Assert.Equal(blocks, (bool)problem["blocks"]!);
        Assert.True(((string)problem["message"]!).Length > 20 && ((string)problem["subject"]!).Length > 0);
    }

    private static async Task HasNotAsync(MeetingDesk desk, string step, string code) =>
        Assert.DoesNotContain(await desk.ProblemsAsync(step), problem => (string?)problem["code"] == code);

    private async Task BlocksAdvanceAsync()
    {
        var desk = await MeetingDesk.OpenAsync(Host, rulebook: null);
        Assert.Equal(MeetingCodes.StepBlocked, await desk.RefusedAsync("workflow/advance"));
        await desk.PostAsync("workflow/rulebook", new { rulebook = "uci-2026" });
        await desk.EnterAsync(3);
        await desk.PostAsync("workflow/advance");
    }

    private async Task LastStepAsync()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "racing");
        await desk.RideMotosAsync(entries);
        await desk.WriteAsync(Final, entries);
        await desk.ToAsync("official");
        Assert.Equal(MeetingCodes.LastStep, await desk.RefusedAsync("workflow/advance"));
        await desk.StepBackToAsync("racing");
    }

    private async Task ClosedAsync()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "racing");
        await desk.RideMotosAsync(entries);
        await desk.WriteAsync(Final, entries);
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
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "racing");
        await desk.RideMotosAsync(entries);
        await desk.WriteAsync(Final, entries);
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

    private async Task RulebookMissingAsync()
    {
        var desk = await MeetingDesk.OpenAsync(Host, rulebook: null);
        await HasAsync(desk, "entry", MeetingCodes.RulebookMissing, blocks: true);
    }

    private async Task RulebookChangedAsync()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "racing");
        await using (var session = ProjectionRig.Open(Host))
        {
            var plan = (await session.FindAsync<MeetingPlan>(desk.Id, Stop))!.Next();
            session.StoreAtRevision(plan with { Rulebook = plan.Rulebook! with { Hash = "of an older program" } }, plan.Version);
            Assert.True(await session.TrySaveAsync(Stop));
        }

        await HasAsync(desk, "entry", MeetingCodes.RulebookChanged, blocks: true);
        await desk.RideMotosAsync(entries);
        await desk.WriteAsync(Final, entries);
        Assert.Equal(MeetingCodes.RulebookChanged, await desk.RefusedAsync("results/check", new { class_name = MeetingDesk.Class }));

        await desk.PostAsync("workflow/rulebook", new { rulebook = "uci-2026" });
        await desk.PostAsync("results/check", new { class_name = MeetingDesk.Class });
    }

    private async Task NoEntriesAsync()
    {
        var desk = await MeetingDesk.OpenAsync(Host);
        await HasAsync(desk, "entry", MeetingCodes.NoEntries, blocks: true);
    }

    private async Task EntryProblemAsync(string code, bool blocks, Func<string, object> body)
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "registration");
        await desk.PutEntryAsync(entries[0], body(entries[0]));
        await HasAsync(desk, "registration", code, blocks);
        await desk.PutEntryAsync(entries[0], MeetingDesk.Entry(entries[0]));
        await HasNotAsync(desk, "registration", code);
    }

    private async Task NoTransponderAsync()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "registration");
        await desk.Api.RiderAsync(entries[0], "Robin", "Chipless", "1", new { transponder_ids = Array.Empty<int>() });
        await HasAsync(desk, "registration", MeetingCodes.NoTransponder, blocks: false);
    }

    private async Task TwiceAsync(string code, Func<string, object> body)
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "registration");
        await desk.PutEntryAsync(entries[0], body(entries[0]));
        await HasNotAsync(desk, "registration", code);
        await desk.PutEntryAsync(entries[1], body(entries[1]));
        await HasAsync(desk, "registration", code, blocks: true);
    }

    private async Task RiderTwiceAsync()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "registration");
        await desk.PutEntryAsync($"{entries[0]}-again", MeetingDesk.Entry(entries[0], plate: "99"));
        await HasAsync(desk, "merging", MeetingCodes.RiderTwice, blocks: true);
        await desk.PutEntryAsync($"{entries[0]}-again", MeetingDesk.Entry(entries[0], scratched: true));
        await desk.ToAsync("racing");
    }

    private async Task ClassRacedAsync()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "racing");
        await desk.WriteAsync("boys-12-m1-1", entries);
        await desk.StepBackToAsync("draw");
        Assert.Equal(MeetingCodes.ClassRaced, await desk.RefusedAsync("draws", new { class_name = MeetingDesk.Class }));
    }

    private async Task DrawOutdatedAsync()
    {
        var (desk, _) = await MeetingDesk.AtAsync(Host, "race_order");
        var csv = $"First,Last,Birthdate,Class,Plate\nNew,{desk.Id},2014-01-01,{MeetingDesk.Class},777\n";
        var preview = await desk.PostAsync("entries/import/preview", Csv());
        await desk.PostAsync($"entries/import?preview_id={preview["preview_id"]}", Csv());
        await HasAsync(desk, "draw", MeetingCodes.DrawOutdated, blocks: true);

        var entry = (await desk.Api.GetAsync($"{desk.Path}/entries"))["items"]!.AsArray().Single(entry => (string?)entry!["plate"] == "777")!;
        await desk.PutEntryAsync((string)entry["entry_id"]!, MeetingDesk.Entry((string)entry["rider_id"]!, plate: "777"));
        await HasNotAsync(desk, "draw", MeetingCodes.DrawOutdated);

        StringContent Csv() => new(csv, Encoding.UTF8, "text/csv");
    }

    private async Task RaceNumberTwiceAsync()
    {
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "race_order");
        await desk.Api.PutAsync($"{desk.Path}/motos/extra", new
        {
            number = 1, class_name = "Open", round_name = "Show", entries = new[] { new { lane = 1, rider_id = entries[0] } },
        });
        await HasAsync(desk, "race_order", MeetingCodes.RaceNumberTwice, blocks: true);
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
        var (desk, entries) = await MeetingDesk.AtAsync(Host, "racing");
        await desk.RideMotosAsync(entries);
        await desk.WriteAsync(Final, entries);
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

    private async Task MergedAsync()
    {
        var desk = await MeetingDesk.OpenAsync(Host);
        await desk.EnterAsync(3);
        await desk.EnterAsync(2, "Boys 11");
        await desk.ToAsync("merging");
        Assert.Equal(MeetingCodes.MergeInvalid, await desk.RefusedAsync("workflow/merge", new { from = "Boys 11", into = "Boys 11" }));
        await desk.PostAsync("workflow/merge", new { from = "Boys 11", into = MeetingDesk.Class });
        await HasNotAsync(desk, "merging", MeetingCodes.ClassSize);
        await desk.PostAsync("workflow/unmerge", new { from = "Boys 11" });
        Assert.Equal("not_merged", await desk.RefusedAsync("workflow/unmerge", new { from = "Boys 11" }));
        await HasAsync(desk, "merging", MeetingCodes.ClassSize, blocks: true);
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
