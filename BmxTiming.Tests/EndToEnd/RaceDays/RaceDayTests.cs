using System.Text.Json.Nodes;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.EndToEnd.RaceDays;

/// <summary>
/// The gate of "Race day I": a whole day through the public API alone, with everything that goes wrong at a race, and every number
/// that comes back beside one that was worked out on paper.
/// </summary>
public sealed class RaceDayTests(RaceDayHost host) : IClassFixture<RaceDayHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_by_uci_2026_from_entries_to_official_results()
    {
        var walk = new DayWalk(host, new DayPlan(
            "uci-day", "uci-2026", 101,
            [new("Men 17", 17), new("Girls 10", 5), new("Cruiser", 3, DoublesOf: "Men 17", Doubles: 1), new("Cruiser 40", 2, RidesIn: "Cruiser")],
            new Dictionary<RaceKey, Incident>
            {
                [new("Men 17", "M1", 2)] = Incident.RedFlag,
                [new("Men 17", "M2", 1)] = Incident.NoShow,
                [new("Men 17", "M2", 3)] = Incident.MissedFinish,
                [new("Men 17", "M3", 4)] = Incident.Crash,
                [new("Men 17", "final", 1)] = Incident.DeadHeatForThird,
                [new("Girls 10", "M1", 1)] = Incident.DeadHeatForFirst,
            }));
        var officials = new DayOfficials(walk);
        walk.Before[new("Girls 10", "M2", 1)] = () => officials.EnterLateAsync("late-girl", "Girls 10", 199);
        walk.Before[new("Men 17", "1/2", 1)] = async () =>
        {
            var men = walk.Paper["Men 17"];
            var best = men.Ranking()[0];
            await officials.DisqualifyAsync(men, men.RaceOf("M1", best)!, best, "1/2");
            await walk.ChooseAsync(new("Men 17", "1/2", 1), 4, 5);
        };

        await WalkAsync(walk, officials, races: 23);
        Assert.Equal(15, walk.Paper["Men 17"].RoundNames.Sum(round => walk.Paper["Men 17"].RacesOf(round).Count()));
    }

    [Fact]
    public async Task A_day_by_usa_local_transfer_from_entries_to_official_results()
    {
        var walk = new DayWalk(host, new DayPlan(
            "usa-day", "usa-local-transfer", 301,
            [new("15 Inter", 15), new("12 Novice", 11), new("Cruiser", 3, DoublesOf: "15 Inter", Doubles: 1)],
            new Dictionary<RaceKey, Incident>
            {
                [new("12 Novice", "M1", 1)] = Incident.DeadHeatForFirst,
                [new("12 Novice", "M1", 2)] = Incident.RedFlag,
                [new("15 Inter", "M1", 2)] = Incident.MissedFinish,
                [new("15 Inter", "1/2", 1)] = Incident.Crash,
                [new("15 Inter", "main", 1)] = Incident.DeadHeatForThird,
                [new("Cruiser", "M1", 1)] = Incident.NoShow,
            }));
        var officials = new DayOfficials(walk);
        walk.Before[new("12 Novice", "M2", 1)] = async () =>
        {
            var novices = walk.Paper["12 Novice"];
            await officials.SplitDeadHeatAsync(novices, novices.Race("M1", 1));
            await officials.EnterLateAsync("late-novice", "12 Novice", 399);
        };
        walk.Before[new("15 Inter", "M2", 1)] = () =>
        {
            var inter = walk.Paper["15 Inter"];
            var race = inter.Race("M1", 1);
            return officials.DisqualifyAsync(inter, race, race.Rides.Single(ride => race.PlaceOf(ride.EntryId) == 1).EntryId, "M2");
        };
        walk.Before[new("15 Inter", "main", 1)] = async () => await walk.ChooseAsync(new("15 Inter", "main", 1), 2, 1, 8);

        await WalkAsync(walk, officials, races: 22);
    }

    private async Task WalkAsync(DayWalk walk, DayOfficials officials, int races)
    {
        await walk.EnterAsync();
        await walk.DrawAsync();
        await walk.RaceAsync();
        Assert.Empty(walk.Before);
        await officials.CloseAsync();
        await PlantedAsync(walk);
        await StandingsAsync(walk);
        await BoardsAsync(walk);
        await NoBirthDateAsync(walk);

        Assert.True(walk.Differences.Found.Count == 0, string.Join('\n', walk.Differences.Found));
        Assert.Equal(races, walk.Races);
        Assert.True(walk.Differences.Compared > 3_000, $"only {walk.Differences.Compared} numbers were compared");
    }

    /// <summary>One number that is wrong by one is found.</summary>
    private static async Task PlantedAsync(DayWalk walk)
    {
        var paper = walk.Paper.Values.First();
        var result = await walk.ResultAsync(paper.Name);
        var (score, ranks, found) = (result["score"]!, result["ranks"]!.AsArray(), new Differences());
        score["ranking"]![0]!["total"] = (long)score["ranking"]![0]!["total"]! + 1;
        score["rounds"]![1]!["lines"]![2]!["points"] = 9L;
        ranks[3]!["rank"] = 1L;
        ClassCheck.Score(found, score, paper);
        ClassCheck.Ranks(found, ranks, paper, walk.EntryClassOf);
        Assert.Equal(3, found.Found.Count);
    }

    /// <summary>The projection's standings, moto by moto as timed.</summary>
    private static async Task StandingsAsync(DayWalk walk)
    {
        var standings = (await walk.Api.GetAsync($"/api/tracks/{walk.Track.Id}/standings?limit=500"))["items"]!.AsArray();
        walk.Differences.Same("standings", walk.Paper.Count, standings.Count);
        foreach (var moto in standings.SelectMany(static standing => standing!["motos"]!.AsArray()))
        {
            var race = walk.TimedOf((string)moto!["moto_id"]!);
            foreach (var ride in race.Rides)
            {
                var row = moto["ranks"]!.AsArray().Single(rank => (int)rank!["lane"]! == ride.Lane)!;
                walk.Differences.Same($"standing {race.MotoId} place of lane {ride.Lane}", race.PlaceOf(ride.EntryId), row["place"]);
                walk.Differences.Same($"standing {race.MotoId} time of lane {ride.Lane}", ride.Code is null ? ride.FinishUs : null,
                    row["elapsed_us"]);
                walk.Differences.Same($"standing {race.MotoId} rider of lane {ride.Lane}", walk.RiderOf(ride.EntryId), row["rider_id"]);
            }
        }

        walk.Differences.Same("standing motos", walk.Races, standings.Sum(static standing => standing!["motos"]!.AsArray().Count));
    }

    /// <summary>The board that the projections keep is the one that the gateway reduces.</summary>
    private async Task BoardsAsync(DayWalk walk)
    {
        string stored = "", live = "";
        await Eventually.HoldsAsync(
            async () =>
            {
                stored = Plain(JsonNode.Parse(await host.Http.GetStringAsync($"/api/tracks/{walk.Track.Id}/race", Stop))!);
                live = Plain(JsonNode.Parse(await host.Http.GetStringAsync($"/api/tracks/{walk.Track.Id}/live?track_id={walk.Track.Id}", Stop))!);
                return stored == live;
            },
            DayWalk.Patience,
            () => $"stored {stored}\nlive {live}");
        Assert.Contains("\"results\"", stored, StringComparison.Ordinal);
    }

    private async Task NoBirthDateAsync(DayWalk walk)
    {
        var track = $"/api/tracks/{walk.Track.Id}";
        string[] paths =
        [
            "/api/tracks", track, $"{track}/race", $"{track}/results?limit=500", $"{track}/standings", $"{track}/diagnostics",
            $"{track}/live?track_id={walk.Track.Id}",
            "/api/meetings", walk.Meeting, $"{walk.Meeting}/motos?limit=500", $"{walk.Meeting}/entries?limit=500", $"{walk.Meeting}/workflow",
            $"{walk.Meeting}/results", $"{walk.Meeting}/official-results", $"{walk.Meeting}/schedule", "/api/riders?limit=500",
        ];
        foreach (var path in paths)
        {
            using var answer = await host.Http.GetAsync(path, Stop);
            var body = await answer.Content.ReadAsStringAsync(Stop);
            Assert.DoesNotContain(DayFile.Born, body, StringComparison.Ordinal);
            Assert.DoesNotContain("birth", body, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Members in one order, and none that says nothing.</summary>
    private static string Plain(JsonNode node) => Sorted(node)!.ToJsonString();

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .Where(static member => member.Value is not null and not JsonArray { Count: 0 })
            .OrderBy(static member => member.Key, StringComparer.Ordinal)
            .Select(static member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
