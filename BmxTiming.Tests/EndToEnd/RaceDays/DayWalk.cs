using System.Text;
using System.Text.Json.Nodes;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.EndToEnd.RaceDays;

/// <summary>Walks a meeting from its entries to official results, as officials do it, and keeps the paper beside it.</summary>
internal sealed class DayWalk(RaceDayHost host, DayPlan plan)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, (string Rider, string Plate)> _riders = [];
    private readonly Dictionary<string, uint> _chips = [];
    private readonly Dictionary<string, string> _entryClass = [];
    private readonly HashSet<string> _raced = [];
    private readonly Dictionary<RaceKey, (string[]? Entries, int[]? Lanes)> _chosen = [];
    private readonly Dictionary<string, PaperRace> _timed = [];
    private long _nowUs;

    public ControlClient Api { get; } = new(host.Http);

    public DayTrack Track { get; } = new(host, $"track-{plan.Name}");

    public Differences Differences { get; } = new();

    public string Meeting => $"/api/meetings/{plan.Name}";

    public int Races => _raced.Count;

    public Dictionary<string, PaperClass> Paper { get; } = [];

    /// <summary>What officials do before a race.</summary>
    public Dictionary<RaceKey, Func<Task>> Before { get; } = [];

    public string EntryClassOf(string entry) => _entryClass[entry];

    /// <summary>Track, meeting and the entries file: previewed, taken over, and once more without a second rider or entry.</summary>
    public async Task EnterAsync()
    {
        await Api.PutAsync($"/api/tracks/{Track.Id}", DayTrack.Body($"Hill Park {plan.Name}"));
        await Api.PutAsync(Meeting, new { track_id = Track.Id, name = $"Cup {plan.Name}", @public = true });
        var entries = DayFile.Entries(plan);
        var people = entries.Select(entry => entry.Last).Distinct().Count();
        var preview = await ImportAsync(entries);
        Assert.Equal((people, entries.Count), ((int)preview["new_riders"]!, (int)preview["new_entries"]!));
        var again = await ImportAsync(entries);
        Assert.Equal((0, 0, 0, 0), (
            (int)again["new_riders"]!, (int)again["changed_riders"]!, (int)again["new_entries"]!, (int)again["changed_entries"]!));

        await Api.PostAsync($"{Meeting}/workflow/rulebook", new { rulebook = plan.Rulebook });
        await Api.PostAsync($"{Meeting}/workflow/protest-time", new { minutes = 0 });
        await AdvanceAsync();
        foreach (var entry in (await Api.GetAsync($"{Meeting}/entries?limit=500"))["items"]!.AsArray())
        {
            var line = entries.Single(line => line.ClassName == (string?)entry!["class_name"] && line.Plate == (string?)entry["plate"]);
            Know((string)entry!["entry_id"]!, (string)entry["rider_id"]!, line.Plate, line.Transponder, line.ClassName);
            await Api.PutAsync($"{Meeting}/entries/{entry["entry_id"]}", new
            {
                rider_id = (string?)entry["rider_id"], class_name = line.ClassName, plate = line.Plate, transponder_ids = new[] { line.Transponder },
                checked_in = true, paid = true,
            });
        }

        Assert.Equal(entries.Count, _riders.Count);
    }

    /// <summary>Merges, draws each class with a seed, makes the race order and signs the timing check.</summary>
    public async Task DrawAsync()
    {
        await AdvanceAsync(); // seeding
        await AdvanceAsync(); // merging
        foreach (var merged in plan.Classes.Where(static of => of.RidesIn is not null))
        {
            await Api.PostAsync($"{Meeting}/workflow/merge", new { from = merged.Name, into = merged.RidesIn, score_separately = true });
        }

        await AdvanceAsync(); // draw
        foreach (var of in plan.Classes.Where(static of => of.RidesIn is null))
        {
            string[] riders = [.. _entryClass.Where(entry => RidesIn(entry.Value) == of.Name).Select(static entry => entry.Key)];
            var paper = new PaperClass(of.Name, plan.Rulebook == "uci-2026", riders.Length);
            paper.Entries.AddRange(riders);
            Paper.Add(of.Name, paper);
            var drawn = await Api.PostAsync($"{Meeting}/draws", new { class_name = of.Name, seed = 20_260_516 });
            var again = await Api.PostAsync($"{Meeting}/draws", new { class_name = of.Name, seed = 20_260_516 });
            Assert.Equal(drawn["motos"]!.ToJsonString(), again["motos"]!.ToJsonString());
            DrawCheck.Motos(Differences, again, paper, plan.Rulebook == "uci-2026");
        }

        await AdvanceAsync(); // race order
        await Api.PostAsync($"{Meeting}/race-order", new { classes = plan.Classes.Select(static of => of.Name) });
        await Api.PostAsync($"{Meeting}/workflow/timing-check", MeetingDesk.TimingCheck(good: true));
        await AdvanceAsync(); // racing
        var motos = await MotosAsync();
        Assert.Equal(Enumerable.Range(1, motos.Count), motos.Select(moto => (int)moto["number"]!));
    }

    /// <summary>Every race by its number.</summary>
    public async Task RaceAsync()
    {
        while ((await MotosAsync()).FirstOrDefault(moto => !_raced.Contains((string)moto["moto_id"]!)) is { } next)
        {
            var motoId = (string)next["moto_id"]!;
            var key = new RaceKey((string)next["class_name"]!, (string)next["round_name"]!, int.Parse(motoId[(motoId.LastIndexOf('-') + 1)..]));
            if (Before.Remove(key, out var officials))
            {
                await officials();
            }

            var lanes = await LanesAsync(motoId, key);
            var race = DayRaces.Ride(motoId, key.Round, key.Gate, lanes, plan.Incidents.GetValueOrDefault(key));
            var run = await RideAsync(race, plan.Incidents.GetValueOrDefault(key));
            BoardCheck.Run(Differences, run, race, entry => _riders[entry]);
            Paper[key.ClassName].Rode(race);
            _timed[motoId] = race;
            _raced.Add(motoId);
        }
    }

    public Task<IReadOnlyList<string>> ChooseAsync(RaceKey heat, params int[] lanes) => ChooseAsync(heat, KnockOutOf(heat), lanes);

    public PaperRace TimedOf(string motoId) => _timed[motoId];

    public void Timed(PaperRace race) => _timed[race.MotoId] = race;

    public void Know(string entry, string rider, string plate, uint transponder, string className)
    {
        _riders[entry] = (rider, plate);
        _chips[entry] = transponder;
        _entryClass[entry] = className;
    }

    public string RiderOf(string entry) => _riders[entry].Rider;

    public (string Rider, string Plate) OfEntry(string entry) => _riders[entry];

    public string RidesIn(string className) => plan.Classes.FirstOrDefault(of => of.Name == className)?.RidesIn ?? className;

    public async Task AdvanceAsync() => await Api.PostAsync($"{Meeting}/workflow/advance");

    public async Task<JsonNode> ResultAsync(string className) =>
        (await Api.GetAsync($"{Meeting}/results?class_name={Uri.EscapeDataString(className)}"))[0]!;

    public async Task<IReadOnlyList<JsonNode>> MotosAsync() =>
        [.. (await Api.GetAsync($"{Meeting}/motos?limit=500"))["items"]!.AsArray().Select(moto => moto!)];

    /// <summary>The lanes of a race, as soon as they hold whom the paper says.</summary>
    private async Task<IReadOnlyList<(int Lane, string Entry)>> LanesAsync(string motoId, RaceKey key)
    {
        var paper = Paper[key.ClassName];
        string[] expected = ExpectedOf(key, paper);
        JsonNode? moto = null;
        (int Lane, string Entry)[] lanes = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                moto = (await MotosAsync()).Single(found => (string?)found["moto_id"] == motoId);
                lanes = [.. moto["entries"]!.AsArray().Select(at => ((int)at!["lane"]!, EntryOf((string)at["rider_id"]!, key.ClassName)))];
                return lanes.Length > 0 && (expected.Length == 0
                    || lanes.Select(static at => at.Entry).Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)));
            },
            Patience,
            () => $"{motoId}: {moto?.ToJsonString()}, on paper {string.Join(' ', expected)}");
        Assert.All(
            moto!["entries"]!.AsArray(),
            at => Assert.Equal(_riders[EntryOf((string)at!["rider_id"]!, key.ClassName)].Plate, (string?)at["plate"]));
        DrawCheck.Gate(Differences, motoId, lanes);
        if (KnockOutOf(key) >= 0)
        {
            var chosen = _chosen.GetValueOrDefault(key);
            var wanted = DrawCheck.Chosen(paper.GateChoice(KnockOutOf(key), expected), chosen.Entries ?? [], chosen.Lanes ?? []);
            Differences.SameList(
                $"{motoId} lanes", wanted.Select(at => $"{at.Lane}:{at.Entry}"),
                lanes.OrderBy(at => at.Lane).Select(at => $"{at.Lane}:{at.Entry}"));
        }
        else if (paper.Size.IsTransfer && PaperRules.Motos.ToList().IndexOf(key.Round) is > 0 and var motos)
        {
            Assert.All(lanes, at => Assert.Contains(at.Entry, paper.Left(motos)));
        }

        return lanes;
    }

    private async Task<IReadOnlyList<string>> ChooseAsync(RaceKey heat, int round, int[] lanes)
    {
        var paper = Paper[heat.ClassName];
        string[] riders = paper.Heats(round)[heat.Gate - 1];
        string[] order = paper.GateChoice(round, riders);
        _chosen[heat] = (order[..lanes.Length], lanes);
        await Eventually.HoldsAsync(
            async () => (await ResultAsync(heat.ClassName))["class"]!["knock_outs"]!.AsArray().Any(found => (string?)found!["round"] == heat.Round
                && found["gates"]![heat.Gate - 1]!["lanes"]!.AsArray().Select(at => (string)at!["id"]!).Order(StringComparer.Ordinal)
                    .SequenceEqual(riders.Order(StringComparer.Ordinal))),
            Patience,
            () => $"{heat} is not filled");
        await Api.PostAsync($"{Meeting}/results/lanes", new
        {
            class_name = heat.ClassName, round_name = heat.Round, gate = heat.Gate,
            lanes = lanes.Zip(order, static (lane, id) => new { lane, id }),
        });
        return order;
    }

    /// <summary>Who should stand at a gate; empty = drawn by lot, checked elsewhere.</summary>
    private string[] ExpectedOf(RaceKey key, PaperClass paper) => KnockOutOf(key) is >= 0 and var round ? paper.Heats(round)[key.Gate - 1] : [];

    private int KnockOutOf(RaceKey key) => Paper[key.ClassName].Size.KnockOuts.ToList().FindIndex(round => round.Name == key.Round);

    private string EntryOf(string rider, string className) =>
        _riders.Single(known => known.Value.Rider == rider && RidesIn(_entryClass[known.Key]) == className).Key;

    private async Task<JsonNode> RideAsync(PaperRace race, Incident incident)
    {
        var run = await StageAsync(race);
        if (incident == Incident.RedFlag)
        {
            var hill = race.Rides.Take(3).Select(ride => (_chips[ride.EntryId], _nowUs + ride.HillUs!.Value));
            await Track.ReadAsync([(DayTrack.GateId, _nowUs), .. hill]);
            await Track.BoardWithAsync(run, static view => (string?)view["phase"] == "racing");
            await Track.IntentAsync("reset", new { run_id = run, reason = "red flag" });
            run = await StageAsync(race);
        }

        foreach (var absent in race.Rides.Where(static ride => ride.Code == "DNS"))
        {
            await Track.IntentAsync("scratch", new { run_id = run, correction = new { lane = absent.Lane } });
        }

        var missed = incident == Incident.MissedFinish ? race.Rides.Single(ride => race.PlaceOf(ride.EntryId) == 3) : null;
        (long TimeUs, string Entry)[] reads = [.. race.Rides
            .SelectMany(ride => ((long? TimeUs, string Entry)[])
                [(ride.HillUs, ride.EntryId), (ride.TurnUs, ride.EntryId), (ReferenceEquals(ride, missed) ? null : ride.FinishUs, ride.EntryId)])
            .Where(static read => read.TimeUs is not null)
            .Select(static read => (read.TimeUs!.Value, read.Entry))
            .OrderBy(static read => read.Value)];
        await Track.ReadAsync([(DayTrack.GateId, _nowUs), .. reads.Select(read => (_chips[read.Entry], _nowUs + read.TimeUs))]);
        if (missed is not null || incident == Incident.Crash)
        {
            await Track.BoardWithAsync(run, view => view["splits"]?.AsArray().Count == reads.Length);
            await (missed is not null
                ? Track.IntentAsync("insert_passing", new
                {
                    run_id = run, reason = "not read, seen by the finish judge",
                    correction = new { lane = missed.Lane, timing_point = "finish", elapsed_us = missed.FinishUs },
                })
                : Track.IntentAsync("force_finish", new { run_id = run }));
        }

        return await Track.BoardWithAsync(run, static view => (string?)view["phase"] == "finished");
    }

    private async Task<string> StageAsync(PaperRace race)
    {
        const long betweenGatesUs = 100_000_000;
        _nowUs += betweenGatesUs;
        return (string)(await Track.IntentAsync("stage", new { meeting_id = plan.Name, moto_id = race.MotoId }))["run_id"]!;
    }

    /// <returns>The preview.</returns>
    private async Task<JsonNode> ImportAsync(IReadOnlyList<DayEntry> entries)
    {
        var preview = await Api.PostAsync($"{Meeting}/entries/import/preview", File());
        Assert.Empty(preview["errors"]!.AsArray());
        await Api.PostAsync($"{Meeting}/entries/import?preview_id={preview["preview_id"]}", File());
        return preview;

        StringContent File() => new(DayFile.Csv(entries), Encoding.UTF8, "text/csv");
    }
}
