using System.Text.Json.Nodes;

namespace BmxTiming.Tests.EndToEnd.RaceDays;

/// <summary>A class as the API scores it beside the class on paper.</summary>
internal static class ClassCheck
{
    public static void Score(Differences differences, JsonNode score, PaperClass paper)
    {
        differences.SameList(
            $"{paper.Name} rounds", paper.RoundNames, score["rounds"]!.AsArray().Select(round => (string)round!["round_name"]!));
        foreach (var round in score["rounds"]!.AsArray())
        {
            Round(differences, (string)round!["round_name"]!, round["lines"]!.AsArray(), paper);
        }

        var ranking = score["ranking"]!.AsArray();
        differences.SameList($"{paper.Name} ranking", paper.Ranking(), ranking.Select(rank => (string)rank!["entry_id"]!));
        foreach (var rank in ranking)
        {
            var entry = (string)rank!["entry_id"]!;
            differences.Same($"{paper.Name} total of {entry}", paper.TotalOf(entry), rank["total"]);
            differences.Same($"{paper.Name} position of {entry}", Array.IndexOf(paper.Ranking(), entry) + 1, rank["position"]);
        }

        Cuts(differences, score["cuts"]!.AsArray(), paper);
        var heats = score["heats"]!.AsArray();
        for (var i = 0; i < paper.Size.KnockOuts.Count; i++)
        {
            var round = paper.Size.KnockOuts[i].Name;
            var api = heats.Where(heat => (string?)heat!["round_name"] == round).ToArray();
            differences.Same($"{paper.Name} {round} heats", paper.Size.KnockOuts[i].Heats, api.Length);
            foreach (var (heat, at) in paper.Heats(i).Select(static (heat, at) => (heat, at)))
            {
                differences.SameList($"{paper.Name} {round} {at + 1}", heat, Texts(api[at]!["riders"]));
                differences.SameList($"{paper.Name} {round} {at + 1} gate choice", paper.GateChoice(i, heat), Texts(api[at]!["gate_choice"]));
            }
        }
    }

    /// <param name="rankedIn">The class of an entry's ranking; a class that is merged and ranked apart has its own.</param>
    public static void Ranks(Differences differences, JsonArray ranks, PaperClass paper, Func<string, string> rankedIn)
    {
        var final = paper.Final();
        differences.Same($"{paper.Name} ranked", final.Length, ranks.Count);
        foreach (var part in final.GroupBy(rank => rankedIn(rank.Entry)))
        {
            foreach (var (entry, rank) in part)
            {
                var row = ranks.SingleOrDefault(found => (string?)found!["entry_id"] == entry);
                differences.Same($"{part.Key} rank of {entry}", rank is null ? null : 1 + part.Count(other => other.Rank < rank), row?["rank"]);
                differences.Same($"{part.Key} class of {entry}", part.Key, row?["ranked_in"]);
                differences.Same($"{part.Key} points of {entry}", paper.TotalOf(entry), row?["moto_points"]);
            }
        }
    }

    private static void Round(Differences differences, string round, JsonArray lines, PaperClass paper)
    {
        differences.SameList(
            $"{paper.Name} {round} riders", paper.Entries.Where(entry => paper.IsListed(round, entry)).Order(StringComparer.Ordinal),
            lines.Select(line => (string)line!["entry_id"]!).Order(StringComparer.Ordinal));
        foreach (var line in lines)
        {
            var entry = (string)line!["entry_id"]!;
            var (race, what) = (paper.RaceOf(round, entry), $"{paper.Name} {round} {entry}");
            differences.Same($"{what} heat", race?.Gate, line["heat"]);
            differences.Same($"{what} place", race?.PlaceOf(entry), line["place"]);
            differences.Same($"{what} code", race is null ? "DNS" : race.Of(entry).Code, line["code"]);
            differences.Same($"{what} points", paper.PointsOf(round, entry), line["points"]);
            differences.Same($"{what} time", race?.Of(entry) is { Code: null } ride ? ride.FinishUs : null, line["elapsed_us"]);
        }
    }

    private static void Cuts(Differences differences, JsonArray cuts, PaperClass paper)
    {
        foreach (var cut in cuts)
        {
            var after = (string)cut!["after"]!;
            var moto = PaperRules.Motos.ToList().IndexOf(after);
            if (paper.Size.IsTransfer && moto >= 0)
            {
                differences.SameList(
                    $"{paper.Name} on from {after}",
                    paper.WentOn().Where(on => on.Value == moto).Select(static on => on.Key).Order(StringComparer.Ordinal),
                    Texts(cut["go_on"]).Order(StringComparer.Ordinal));
                continue;
            }

            var next = moto >= 0 ? 0 : paper.Size.KnockOuts.ToList().FindIndex(round => round.Name == after) + 1;
            differences.SameList($"{paper.Name} on from {after}", paper.SeedsOf(next), Texts(cut["go_on"]));
        }

        var (rounds, motos) = (paper.Size.KnockOuts.Count, paper.Size.IsTransfer ? PaperRules.Motos.Count - 1 : 0);
        var expected = rounds == 0 ? 0 : rounds + motos;
        differences.Same($"{paper.Name} cuts", expected, cuts.Count);
    }

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(text => (string)text!);
}
