using System.Reflection;
using System.Text;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.Control;

/// <summary>Every code of the way from entries to official results is given somewhere, and there is a way on from it.</summary>
public sealed partial class MeetingWorkflowTests(MeetingHost meetings) : IClassFixture<MeetingHost>
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
        var (desk, entries) = await RiddenAsync();
        await desk.ToAsync("official");
        Assert.Equal(MeetingCodes.LastStep, await desk.RefusedAsync("workflow/advance"));
        await desk.StepBackToAsync("racing");
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
}
