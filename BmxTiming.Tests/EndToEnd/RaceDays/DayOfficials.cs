using System.Text.Json.Nodes;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.EndToEnd.RaceDays;

/// <summary>What officials do between races, on the API and on the paper.</summary>
internal sealed class DayOfficials(DayWalk walk)
{
    /// <summary>Somebody comes when the first moto of a class is ridden.</summary>
    public async Task EnterLateAsync(string id, string className, int number)
    {
        var chip = ControlClient.Numbers(1_000_000 + number);
        await walk.Api.RiderAsync(id, "Late", id, $"{number}", new { birth_date = DayFile.Born, transponder_ids = chip });
        var entry = await walk.Api.PutAsync($"{walk.Meeting}/entries/{id}", new
        {
            rider_id = id, class_name = className, plate = $"{number}", checked_in = true, paid = true,
        });
        Assert.True((bool)entry["late"]!);
        walk.Know(id, id, $"{number}", 1_000_000u + (uint)number, className);
        var paper = walk.Paper[className];
        paper.Entries.Add(id);
        paper.Missed("M1", id);
        paper.Riders++;
    }

    /// <summary>A disqualification behind the draw of the next round: looked at first, refused without a word that it is known, then done.</summary>
    public async Task DisqualifyAsync(PaperClass paper, PaperRace race, string entry, string invalidated)
    {
        await FilledAsync(paper.Name, invalidated);
        var after = race.With(entry, static ride => ride with { Code = "DSQ" });
        var path = $"{walk.Meeting}/motos/{race.MotoId}/result";

        var preview = await walk.Api.PutAsync($"{path}?preview=true", Sheet(confirm: false));
        var wrong = Assert.Single(preview["invalidates"]!.AsArray())!;
        Assert.Equal((invalidated, false), ((string)wrong["round_name"]!, (bool)wrong["raced"]!));
        Assert.NotEmpty(wrong["out"]!.AsArray());
        Assert.Equal("invalidates_draws", await walk.Api.RefusedAsync(HttpMethod.Put, path, Sheet(confirm: false)));

        await walk.Api.PutAsync(path, Sheet(confirm: true));
        paper.Rode(after);

        object Sheet(bool confirm) => new
        {
            rows = after.Rides.Select(ride => new
            {
                rider_id = walk.RiderOf(ride.EntryId), place = after.PlaceOf(ride.EntryId), code = ride.Code,
                elapsed_us = ride.Code is null ? ride.FinishUs : null,
            }),
            reason = "cut the course", version = 0, confirm,
        };
    }

    /// <summary>Two riders are level for the one place that goes on: no draw until the finish judge says who was in front.</summary>
    public async Task SplitDeadHeatAsync(PaperClass paper, PaperRace race)
    {
        JsonNode? result = null;
        await Eventually.HoldsAsync(
            async () => (result = await walk.ResultAsync(paper.Name))["problems"]!.AsArray().Any(problem => (string?)problem!["code"] == "tie_open"),
            DayWalk.Patience,
            () => result?.ToJsonString() ?? "");
        Assert.Single(result!["class"]!["motos"]!.AsArray());

        var behind = race.Rides.Where(ride => race.PlaceOf(ride.EntryId) == 1).MinBy(static ride => ride.Lane)!;
        var split = race.With(behind.EntryId, static ride => ride with { Split = 1 });
        await walk.Track.IntentAsync("set_order", new
        {
            run_id = $"{race.MotoId}-r1", reason = "photo finish",
            correction = new { lanes = split.Rides.OrderBy(ride => split.PlaceOf(ride.EntryId)).Select(static ride => ride.Lane) },
        });
        paper.Rode(split);
        walk.Timed(split);
        await FilledAsync(paper.Name, "M2");
    }

    /// <summary>Every result checked and made official; what is official is what the paper says, and says it for good.</summary>
    public async Task CloseAsync()
    {
        foreach (var paper in walk.Paper.Values)
        {
            var result = await walk.ResultAsync(paper.Name);
            Assert.DoesNotContain(result["problems"]!.AsArray(), static problem => (bool)problem!["blocks"]!);
            ClassCheck.Score(walk.Differences, result["score"]!, paper);
            ClassCheck.Ranks(walk.Differences, result["ranks"]!.AsArray(), paper, walk.EntryClassOf);
            Assert.Equal("result_not_checked", await walk.Api.RefusedAsync(
                HttpMethod.Post, $"{walk.Meeting}/results/official", new { class_name = paper.Name }));
            await walk.Api.PostAsync($"{walk.Meeting}/results/check", new { class_name = paper.Name });
            await walk.Api.PostAsync($"{walk.Meeting}/results/official", new { class_name = paper.Name });
        }

        await walk.AdvanceAsync();
        Assert.Equal("last_step", await walk.Api.RefusedAsync(HttpMethod.Post, $"{walk.Meeting}/workflow/advance", new { }));
        var workflow = await walk.Api.GetAsync($"{walk.Meeting}/workflow");
        Assert.DoesNotContain(
            workflow["steps"]!.AsArray().SelectMany(static step => step!["problems"]!.AsArray()), static problem => (bool)problem!["blocks"]!);

        var official = (await walk.Api.GetAsync($"{walk.Meeting}/official-results"))["items"]!.AsArray();
        Assert.Equal(walk.Paper.Count, official.Count);
        foreach (var result in official)
        {
            var paper = walk.Paper[(string)result!["class_name"]!];
            ClassCheck.Score(walk.Differences, result["score"]!, paper);
            ClassCheck.Ranks(walk.Differences, result["ranks"]!.AsArray(), paper, walk.EntryClassOf);
            foreach (var race in result["races"]!.AsArray())
            {
                Race(race!, paper);
            }

            var races = paper.RoundNames.Sum(round => paper.RacesOf(round).Count());
            walk.Differences.Same($"{paper.Name} races", races, result["races"]!.AsArray().Count);
        }
    }

    private void Race(JsonNode race, PaperClass paper)
    {
        var id = (string)race["moto_id"]!;
        var ridden = paper.RoundNames.SelectMany(paper.RacesOf).Single(found => found.MotoId == id);
        var rows = race["results"]!.AsArray();
        walk.Differences.Same($"{id} rows", ridden.Rides.Count, rows.Count);
        foreach (var ride in ridden.Rides)
        {
            var row = rows.SingleOrDefault(found => (string?)found!["rider_id"] == walk.RiderOf(ride.EntryId));
            walk.Differences.Same($"{id} official place of {ride.EntryId}", ridden.PlaceOf(ride.EntryId), row?["place"]);
            walk.Differences.Same($"{id} official code of {ride.EntryId}", ride.Code, row?["code"]);
            walk.Differences.Same($"{id} official time of {ride.EntryId}", ride.Code is null ? ride.FinishUs : null, row?["elapsed_us"]);
        }

        BoardCheck.Results(walk.Differences, $"{id} timed", race["timed"]!.AsArray(), walk.TimedOf(id), walk.OfEntry);
    }

    private async Task FilledAsync(string className, string round)
    {
        JsonNode? result = null;
        await Eventually.HoldsAsync(
            async () => (result = await walk.ResultAsync(className))["class"] is { } plan
                && plan["motos"]!.AsArray().Concat(plan["knock_outs"]!.AsArray()).Any(found => (string?)found!["round"] == round),
            DayWalk.Patience,
            () => $"{round}: {result?.ToJsonString()}");
    }
}
