using System.Collections.Immutable;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Control.Results;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Scoring;
using BmxTiming.Server.Scoring.Meetings;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Hosting;

/// <summary>A meeting scored twice, and where the two differ. Riders are named by their plates.</summary>
/// <param name="LeftOut">Classes that one of the rulebooks cannot score, each with the reason.</param>
internal sealed record WhatIfReport(
    string MeetingId, string Rulebook, int RulebookVersion, string WhatIf, int WhatIfVersion, int Differences,
    IReadOnlyList<WhatIfClass> Classes, IReadOnlyList<WhatIfLeftOut> LeftOut)
{
    public static WhatIfReport Of(MeetingData data, Rulebook other)
    {
        var (classes, left) = (new List<WhatIfClass>(), new List<WhatIfLeftOut>());
        foreach (var plan in data.Classes.Where(static plan => plan.Draw is not null).OrderBy(static plan => plan.ClassName, StringComparer.Ordinal))
        {
            var raced = ClassSheetBuilder.Score(data, plan);
            var changed = ClassSheetBuilder.Score(data with { Book = other }, plan);
            if (raced is { IsOk: true } && changed is { IsOk: true })
            {
                classes.Add(WhatIfClass.Of(Plated(data, plan), raced.Value, changed.Value));
            }
            else
            {
                var book = raced is { IsOk: true } ? other : data.Book!;
                var error = (raced is { IsOk: true } ? changed : raced)?.Error ?? new Error("class_not_raced", "No round is complete.");
                left.Add(new WhatIfLeftOut(plan.ClassName, book.Name, error.Code, error.Message));
            }
        }

        return new WhatIfReport(
            data.Meeting.Id, data.Book!.Name, data.Book.Version, other.Name, other.Version,
            classes.Sum(static one => one.Totals.Count + one.Cuts.Count + one.FinalRanks.Count), classes, left);
    }

    private static ClassSheet Plated(MeetingData data, ClassPlan plan)
    {
        var sheet = ClassSheetBuilder.Sheet(data, plan)!;
        return sheet with { Riders = [.. sheet.Riders.Select(rider => rider with { Number = data.EntryOf(rider.Number)!.Plate })] };
    }
}

/// <param name="AsRaced">As the verb <c>score</c> prints a class.</param>
/// <param name="WhatIf">The same with the other rulebook.</param>
internal sealed record WhatIfClass(
    string Class, IReadOnlyList<WhatIfTotal> Totals, IReadOnlyList<WhatIfCut> Cuts, IReadOnlyList<WhatIfRank> FinalRanks, object AsRaced,
    object WhatIf)
{
    public static WhatIfClass Of(ClassSheet sheet, ClassScore raced, ClassScore changed) => new(
        sheet.Name, [.. TotalsOf(sheet, raced, changed)], [.. CutsOf(sheet, raced, changed)], [.. RanksOf(sheet, raced, changed)],
        ScoreReport.Class(sheet, raced), ScoreReport.Class(sheet, changed));

    private static IEnumerable<WhatIfTotal> TotalsOf(ClassSheet sheet, ClassScore raced, ClassScore changed)
    {
        return Riders(sheet)
            .Select(rider => new WhatIfTotal(sheet.Riders[rider].Number, Total(raced, rider), Total(changed, rider)))
            .Where(static total => total.AsRaced != total.WhatIf);

        static int? Total(ClassScore score, int rider) => score.Ranking.FirstOrDefault(rank => rank.Rider == rider)?.Total;
    }

    /// <summary>Who goes on after a round with one rulebook and not with the other.</summary>
    private static IEnumerable<WhatIfCut> CutsOf(ClassSheet sheet, ClassScore raced, ClassScore changed)
    {
        return raced.Cuts.Concat(changed.Cuts).Select(static cut => cut.After).Distinct()
            .Select(after => new WhatIfCut(after, Plates(GoOn(raced, after).Except(GoOn(changed, after))), Plates(GoOn(changed, after).Except(GoOn(raced, after)))))
            .Where(static cut => cut.Out.Count + cut.In.Count > 0);

        IReadOnlyList<string> Plates(IEnumerable<int> riders) => [.. riders.Order().Select(rider => sheet.Riders[rider].Number)];

        static ImmutableArray<int> GoOn(ClassScore score, string after) => score.Cuts.FirstOrDefault(cut => cut.After == after)?.GoOn ?? [];
    }

    private static IEnumerable<WhatIfRank> RanksOf(ClassSheet sheet, ClassScore raced, ClassScore changed)
    {
        return Riders(sheet)
            .Select(rider => new WhatIfRank(sheet.Riders[rider].Number, Rank(raced, rider), Rank(changed, rider)))
            .Where(static rank => rank.AsRaced != rank.WhatIf);

        static int? Rank(ClassScore score, int rider) => score.Final.FirstOrDefault(rank => rank.Rider == rider)?.Rank;
    }

    private static IEnumerable<int> Riders(ClassSheet sheet) => Enumerable.Range(0, sheet.Riders.Length);
}

/// <param name="AsRaced">Points after the motos; null = none.</param>
internal sealed record WhatIfTotal(string Number, int? AsRaced, int? WhatIf);

/// <param name="Out">Went on, and would not.</param>
/// <param name="In">Did not go on, and would.</param>
internal sealed record WhatIfCut(string After, IReadOnlyList<string> Out, IReadOnlyList<string> In);

internal sealed record WhatIfRank(string Number, int? AsRaced, int? WhatIf);

/// <param name="Rulebook">The one that cannot score it.</param>
internal sealed record WhatIfLeftOut(string Class, string Rulebook, string Code, string Reason);
