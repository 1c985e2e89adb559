using System.Text.Json.Nodes;

namespace BmxTiming.Tests.EndToEnd.RaceDays;

/// <summary>A run on a board, or as a result, beside the race as it was ridden.</summary>
internal static class BoardCheck
{
    /// <param name="riderOf">Rider and plate of an entry.</param>
    public static void Run(Differences differences, JsonNode run, PaperRace race, Func<string, (string Rider, string Plate)> riderOf)
    {
        var what = (string)run["run_id"]!;
        Results(differences, what, run["results"]!.AsArray(), race, riderOf);
        foreach (var ride in race.Rides)
        {
            var position = run["positions"]!.AsArray().Single(row => (int)row!["lane"]! == ride.Lane)!;
            Position(differences, $"{what} position of lane {ride.Lane}", race, ride, position);
            foreach (var (point, time) in Times(ride))
            {
                var split = run["splits"]!.AsArray()
                    .SingleOrDefault(row => (int)row!["lane"]! == ride.Lane && (string?)row["timing_point"] == point);
                differences.Same($"{what} {point} of lane {ride.Lane}", time, split?["elapsed_us"]);
                differences.Same(
                    $"{what} place at {point} of lane {ride.Lane}",
                    1 + race.Rides.Count(other => Times(other).Any(at => at.Point == point && at.TimeUs < time)), split?["place"]);
            }
        }

        differences.Same($"{what} splits", race.Rides.Sum(ride => Times(ride).Count()), run["splits"]!.AsArray().Count);
    }

    public static void Results(
        Differences differences, string what, JsonArray rows, PaperRace race, Func<string, (string Rider, string Plate)> riderOf)
    {
        differences.Same($"{what} riders", race.Rides.Count, rows.Count);
        differences.SameList(
            $"{what} order", rows.Select(row => (int?)row!["place"] ?? 99).Order().Select(place => $"{place}"),
            rows.Select(row => $"{(int?)row!["place"] ?? 99}"));
        foreach (var ride in race.Rides)
        {
            var row = rows.SingleOrDefault(found => (int?)found!["lane"] == ride.Lane);
            var at = $"{what} lane {ride.Lane}";
            differences.Same($"{at} rider", riderOf(ride.EntryId).Rider, row?["rider_id"]);
            differences.Same($"{at} plate", riderOf(ride.EntryId).Plate, row?["plate"]);
            differences.Same($"{at} place", race.PlaceOf(ride.EntryId), row?["place"]);
            differences.Same($"{at} code", ride.Code?.ToLowerInvariant(), row?["code"]);
            differences.Same($"{at} time", ride.Code is null ? ride.FinishUs : null, row?["elapsed_us"]);
            differences.Same($"{at} tie", race.IsTie(ride.EntryId), (bool?)row?["tie"] ?? false);
            differences.SameList(
                $"{at} splits", Times(ride).Select(time => $"{time.Point}={time.TimeUs}"),
                (row?["splits"]?.AsArray() ?? []).Select(split => $"{split!["timing_point"]}={split["elapsed_us"]}"));
        }
    }

    private static void Position(Differences differences, string what, PaperRace race, Ride ride, JsonNode row)
    {
        var last = Times(ride).LastOrDefault();
        differences.Same(what, race.PlaceOf(ride.EntryId), row["place"]);
        differences.Same($"{what} status", ride.Code?.ToLowerInvariant() ?? "finished", row["status"]);
        differences.Same($"{what} point", last.Point, row["last_point"]);
        differences.Same($"{what} time", Times(ride).Any() ? last.TimeUs : null, row["elapsed_us"]);
        var first = race.Rides.Min(static other => other.FinishUs);
        differences.Same($"{what} gap", ride.Code is null ? ride.FinishUs - first : null, row["gap_us"]);
        differences.Same($"{what} tie", race.IsTie(ride.EntryId), (bool?)row["tie"] ?? false);
    }

    private static IEnumerable<(string Point, long TimeUs)> Times(Ride ride) =>
        ((string Point, long? TimeUs)[])[("hill", ride.HillUs), ("turn-1", ride.TurnUs), ("finish", ride.FinishUs)] is var all
            ? all.Where(static at => at.TimeUs is not null).Select(static at => (at.Point, at.TimeUs!.Value))
            : [];
}
