using System.Collections.Immutable;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Scoring;
using BmxTiming.Server.Scoring.Draws;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Control.Results;

/// <summary>Who rides the next round, as soon as the one before is complete. Pure.</summary>
internal static class RoundFilling
{
    /// <returns>The class with the next round in it; the same class where there is nothing to fill.</returns>
    public static ClassPlan Fill(MeetingData data, ClassPlan plan)
    {
        if (data.Book is not { } book || plan.Draw is null || plan.Status != ResultStatus.Provisional
            || !plan.Rounds.All(round => ClassSheetBuilder.IsComplete(data, plan, round))
            || ClassSheetBuilder.Score(data, plan) is not { IsOk: true, Value: { } score })
        {
            return plan;
        }

        if (plan.KnockOuts.Count == 0 && plan.Motos.Count < score.Size.Motos.Length)
        {
            if (OpenTransfers(plan, score).Count > 0)
            {
                return plan;
            }

            var left = Left(data, plan, book, score);
            var seeds = plan.Seeding.ToList();
            var next = MotoDraw.Next(
                book, score.Size, plan.ClassName,
                left.Select(id => new DrawRider(id, null, seeds.IndexOf(id) is >= 0 and var seed ? seed + 1 : null)),
                [.. plan.Motos], plan.Draw.Seed);
            return next.IsOk ? plan with { Motos = [.. plan.Motos, next.Value] } : plan;
        }

        return score.KnockOut is [.., { Sheet: null } open] && OpenTies(plan, score).Count == 0 && OpenTransfers(plan, score).Count == 0
            ? plan with { KnockOuts = [.. plan.KnockOuts, Dealt(book, plan, open, first: score.KnockOut.Length == 1)] }
            : plan;
    }

    /// <summary>Those who ride the next moto of a class in which riders go on after each.</summary>
    public static ImmutableArray<string> Left(MeetingData data, ClassPlan plan, Rulebook book, ClassScore score)
    {
        var wentOn = score.Cuts.SelectMany(static cut => cut.GoOn).ToHashSet();
        var out1 = score.Motos.SelectMany(static moto => moto.Lines)
            .Where(static line => line.Code is { Meaning: CodeMeaning.Disqualified }).Select(static line => line.Rider).ToHashSet();
        return [.. plan.EntryIds.Where((id, rider) => !wentOn.Contains(rider) && !out1.Contains(rider) && data.EntryOf(id) is { Scratched: false })];
    }

    /// <summary>Riders next to each other whom no rule splits, where it decides who goes on or who stands where.</summary>
    public static IReadOnlyList<(string Front, string Behind)> OpenTies(ClassPlan plan, ClassScore score)
    {
        var goOn = score.KnockOut.IsEmpty ? int.MaxValue : score.KnockOut[0].Seeds.Length;
        return [.. score.Ranking.Select(static (rank, i) => (rank, i))
            .Where(pair => pair.rank is { Open: true, Standing: Standing.Classified } && pair.i <= goOn)
            .Select(pair => (plan.EntryIds[score.Ranking[pair.i - 1].Rider], plan.EntryIds[pair.rank.Rider]))];
    }

    /// <summary>Riders who crossed together in a moto, where one of them goes on and the other does not: no rule may split them.</summary>
    public static IReadOnlyList<(string RoundName, string Front, string Behind)> OpenTransfers(ClassPlan plan, ClassScore score)
    {
        var open = new List<(string, string, string)>();
        foreach (var (moto, rule) in score.Motos.Zip(score.Size.Motos).Where(static ridden => ridden.Second.Each > 0))
        {
            foreach (var heat in moto.Heats)
            {
                RaceLine[] lines = [.. heat.Where(static line => line.MayGoOn).OrderBy(static line => line.Place ?? int.MaxValue).ThenBy(static line => line.Code?.Order)];
                if (lines.Length > rule.Each && lines[rule.Each - 1] is var last && lines[rule.Each] is var next
                    && (last.Place, last.Code) == (next.Place, next.Code))
                {
                    open.Add((moto.Round.Name, plan.EntryIds[last.Rider], plan.EntryIds[next.Rider]));
                }
            }
        }

        return open;
    }

    /// <summary>The rules that dealt a knock-out round, and its lanes as if nobody chose.</summary>
    public static DrawnRound Dealt(Rulebook book, ClassPlan plan, KnockOutScore round, bool first)
    {
        var seeding = first ? "the ranking after the motos" : $"the round before ({Names(book.KnockOut.Seeding)})";
        var choice = Names(first ? book.GateChoice.First : book.GateChoice.Later);
        return new DrawnRound(
            round.Round.Name,
            [.. round.Heats.Select(heat => LaneChoice.Assign(
                book.Lanes, [.. heat.GateChoice.Select(rider => plan.EntryIds[rider])], []).Value!)],
            [
                new DrawRule("knock_out_draw", $"Heats: {Word(book.KnockOut.Draw)} by {seeding}, {book.Name} {book.Version}."),
                new DrawRule("gate_choice", $"Lane choice: by {choice}; who does not choose gets the free lane that is liked best."),
            ]);
    }

    private static string Names(IEnumerable<TieStep> steps) => string.Join(", ", steps.Select(static step => Word(step)));

    private static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
