using BmxTiming.Server.Control.Archives;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.Results;
using BmxTiming.Server.Scoring.Draws;

namespace BmxTiming.Server.Control.OpenApi;

/// <summary>A meeting, one class of it, and its way to an official result.</summary>
internal static class MeetingSamples
{
    private const string Class = "Girls 12";

    private static readonly RulebookPin s_book = new("uci-2026", 1, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    private static readonly ClassMerge s_merge = new("Girls 11", Class, ScoreSeparately: true);
    private static readonly TimingCheckItem[] s_items = [.. TimingCheck.Required.Select(code => new TimingCheckItem(code, true))];
    private static readonly TimingCheck s_check = new(s_items, "timing", TrackSamples.Gate);
    private static readonly DrawnLane s_lane = new(1, "e12");
    private static readonly DrawnRound s_round = new("Moto 1", [new DrawnGate([s_lane])], [new DrawRule("random", "Gates by lot.")]);
    private static readonly SheetRow[] s_rows = [new("r1", 1, null, BmxTiming.Protocol.Time.Micros.FromMilliseconds(36_123)), new("r2", null, "dnf")];
    private static readonly Signature s_signed = new("commissaire", TrackSamples.Gate);

    private static readonly WorkflowProblem s_problem = new(
        MeetingCodes.NotCheckedIn, "e12 (plate 17) was not at the desk: check in or scratch.", "entries/e12", Blocks: true);

    private static readonly OfficialRank s_rank = new(Class, 1, "e12", "r1", "17", 3, null);

    private static readonly MotoEntry[] s_entries = [new(1, "r1", "e12"), new(2, "r2", "e13")];

    private static readonly MotoSheet s_sheet = new()
    {
        Id = "spring-cup:girls-12-moto-1-1", MeetingId = "spring-cup", MotoId = "girls-12-moto-1-1", Version = 1, RunNumber = 1, Rows = s_rows,
        Reason = "photo finish", By = "commissaire", AtUs = TrackSamples.Gate,
    };

    private static readonly ClassPlan s_plan = new()
    {
        Id = "spring-cup:Girls 12", MeetingId = "spring-cup", ClassName = Class, Token = "girls-12", Version = 3, Seeding = ["e12"],
        Draw = new DrawStamp(4711, 2, "secretary", TrackSamples.Gate), EntryIds = ["e12", "e13"], Motos = [s_round], Status = ResultStatus.Checked,
        Checked = s_signed,
    };

    public static IEnumerable<object> All =>
    [
        new MeetingBody("hill-park", "Spring Cup", Public: true, PublicNames: "first_initial"),
        new MeetingEndpoints.MeetingView("spring-cup", "hill-park", "Spring Cup", Public: true, Simulated: false, "first_initial"),
        new MotoBody(1, Class, "Moto 1", s_entries),
        new MotoEndpoints.MotoView(
            "moto-1", "spring-cup", 1, Class, "Moto 1", [new MotoEndpoints.EntryView(1, "r1", "17", "Ann Ash", "BMX Club")], "planned", null),
        new EntryBody("r1", Class, "17", [7001], CheckedIn: true, Paid: true),
        new Entry
        {
            Id = "spring-cup:e12", MeetingId = "spring-cup", EntryId = "e12", RiderId = "r1", ClassName = Class, Plate = "17", TransponderIds = [7001],
            CheckedIn = true, Paid = true,
        },
        new RaceDayEndpoints.WorkflowView(
            MeetingStep.Registration, s_book, [s_merge], s_check, MeetingPlan.DefaultProtestMinutes, null, [new RaceDayEndpoints.StepView(MeetingStep.Registration, true, [s_problem])]),
        new PlanBody(),
        new MeetingPlan { Id = "spring-cup", Version = 4, Step = MeetingStep.Draw, Rulebook = s_book, Merges = [s_merge], TimingCheck = s_check },
        new DrawBody(Class, 4711, ["e12"]),
        s_plan,
        new RaceDayEndpoints.OrderBody(["Girls 12", "Boys 12"]),
        new RaceProgramme(["girls-12-moto-1-1", "boys-12-moto-1-1"], [new BackToBack("girls-12-moto-1-1", "boys-12-moto-1-1", ["r1"])]),
        new RaceDayEndpoints.ClassResultView(
            s_plan,
            new ClassScoreView(
                [new ScoredRound("Moto 1", [new ScoredLine("e12", 1, 1, null, 1, s_rows[0].ElapsedUs)])],
                [new ScoredRank("e12", 1, 3, "classified", null, Open: false)], [new ScoredCut("Moto 3", ["e12"])],
                [new ScoredHeat("Final", 1, ["e12"], ["e12"])]),
            [s_rank], []),
        new SheetBody(s_rows, "photo finish"),
        new Correction(s_sheet, [new Invalidation("1/2 Final", ["girls-12-1_2-final-1"], false, ["e13"], ["e14"])]),
        new ClassBody(Class),
        new MeetingArchive
        {
            Id = "spring-cup:1", MeetingId = "spring-cup", Closing = 1, Status = ArchiveStatus.Written, OrderedBy = "secretary",
            OrderedAtUs = TrackSamples.Gate, WrittenAtUs = TrackSamples.Gate, Written = new WrittenArchive(
                "spring-cup.1.bmxrec", s_book.Hash, 1_204_311, 20_412, 991, 18_002, 38_413, Differences: 0, Partial: false),
        },
        new OfficialResult
        {
            Id = "spring-cup:Girls 12:1", MeetingId = "spring-cup", ClassName = Class, Version = 1, MadeBy = "commissaire", MadeAtUs = TrackSamples.Gate,
            Rulebook = s_book, Ranks = [s_rank], Races = [new OfficialRace("girls-12-moto-1-1", "Moto 1", 1, s_rows, s_sheet, [])], FirstSeq = 940,
            LastSeq = 991,
        },
    ];

    public static IEnumerable<KeyValuePair<string, object>> Bodies =>
    [
        new("advanceMeeting", new PlanBody()),
        new("stepMeetingBack", new PlanBody(Reason: "a class was forgotten")),
        new("chooseRulebook", new PlanBody(Rulebook: "uci-2026")),
        new("mergeClasses", new PlanBody(From: "Girls 11", Into: Class, ScoreSeparately: true)),
        new("unmergeClasses", new PlanBody(From: "Girls 11")),
        new("setProtestTime", new PlanBody(Minutes: 20)),
        new("closeMeeting", new PlanBody()),
        new("reopenMeeting", new PlanBody(Reason: "a result was written down wrong")),
        new("refillRounds", new ClassBody(Class, Reason: "moto 2 was corrected")),
        new("signTimingCheck", new PlanBody(Items: s_items)),
        new("reopenResult", new ClassBody(Class, Reason: "protest of rider r2")),
        new("decideTie", new ClassBody(Class, EntryIds: ["e13", "e12"])),
        new("chooseLanes", new ClassBody(Class, RoundName: "1/2 Final", Gate: 1, Lanes: [s_lane])),
    ];
}
