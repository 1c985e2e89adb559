using System.Collections.Immutable;
using BmxTiming.Server.Platform;

namespace BmxTiming.Server.Scoring.Rules;

/// <summary>Refuses a rulebook that could not score every class it has a rule for.</summary>
internal static class RulebookCheck
{
    public const string Identity = "rulebook_identity";
    public const string Lanes = "rulebook_lanes";
    public const string Points = "rulebook_points";
    public const string Codes = "rulebook_codes";
    public const string Rounds = "rulebook_rounds";
    public const string Order = "rulebook_order";
    public const string Sizes = "rulebook_sizes";
    public const string Gates = "rulebook_gates";
    public const string Transfers = "rulebook_transfers";

    private static readonly TieStep[] s_officials = [TieStep.RunOff, TieStep.Lot];
    private static readonly TieStep[] s_unique = [TieStep.Ranking, TieStep.Seed];

    /// <returns>The first thing that is wrong; null = a good rulebook.</returns>
    public static Error? Find(Rulebook book) =>
        IdentityOf(book) ?? LanesOf(book.Lanes) ?? PointsOf(book) ?? CodesOf(book.Points.Codes) ?? RoundsOf(book) ?? OrdersOf(book)
        ?? SizesOf(book) ?? book.Sizes.Select(size => SizeFlow.Find(book, size)).FirstOrDefault(error => error is not null);

    private static Error? IdentityOf(Rulebook book) =>
        book.Name.Length is 0 or > 64 || !book.Name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            ? new Error(Identity, "name: a lower-case token of at most 64 letters, digits, - and _.")
            : book.Version < 1 ? new Error(Identity, "version: 1 or more.") : null;

    private static Error? LanesOf(LaneRules lanes)
    {
        if (lanes.Count is < 1 or > 16)
        {
            return new Error(Lanes, "lanes.count: 1 to 16.");
        }

        if (!lanes.Preference.Order().SequenceEqual(Enumerable.Range(1, lanes.Count)))
        {
            return new Error(Lanes, "lanes.preference: every lane once.");
        }

        bool IsGood(ImmutableArray<int> set) =>
            !set.IsEmpty && set.Distinct().Count() == set.Length && set.All(lane => lane >= 1 && lane <= lanes.Count);

        return lanes.MotoSets is { } sets && !sets.All(IsGood)
            ? new Error(Lanes, "lanes.moto_sets: different lanes of this gate in each set.")
            : null;
    }

    private static Error? PointsOf(Rulebook book)
    {
        var byPlace = book.Points.ByPlace;
        return byPlace.Length < book.Lanes.Count || byPlace.Zip(byPlace.Skip(1)).Any(static pair => pair.First >= pair.Second)
            ? new Error(Points, "points.by_place: one number for each lane, each higher than the one before.")
            : null;
    }

    private static Error? CodesOf(ImmutableArray<CodeRule> codes)
    {
        if (TwiceOrEmpty(codes.Select(static rule => rule.Code)) is { } twice)
        {
            return new Error(Codes, $"points.codes: '{twice}' stands there more than once, or is empty.");
        }

        var bad = codes.FirstOrDefault(static rule => rule is { GoesOn: true, Meaning: CodeMeaning.Disqualified or CodeMeaning.Transferred });
        return bad is not null ? new Error(Codes, $"points.codes: '{bad.Code}' can not go on.") : null;
    }

    private static Error? RoundsOf(Rulebook book)
    {
        var rounds = book.Motos.Names.Concat(book.KnockOut.Rounds).SelectMany(static round => round.Aliases.Prepend(round.Name));
        if (TwiceOrEmpty(rounds) is { } twice)
        {
            return new Error(Rounds, $"motos.names, knock_out.rounds: '{twice}' names two rounds, or is empty.");
        }

        var all = book.KnockOut.Rounds;
        var ends = all is [.., { Heats: 1, Each: 0 }] && all[..^1].All(static round => round is { Heats: > 0, Each: > 0 });
        return book.Motos.Names.IsEmpty || !ends
            ? new Error(Rounds, "motos.names must not be empty; knock_out.rounds ends with a final of one heat, from which nobody goes on.")
            : null;
    }

    private static string? TwiceOrEmpty(IEnumerable<string> names) =>
        names.GroupBy(static name => name, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1 || group.Key.Length == 0)?.Key;

    private static Error? OrdersOf(Rulebook book)
    {
        TieStep[] results = [TieStep.Points, TieStep.Place, TieStep.Code, TieStep.Time];
        TieStep[] motos = [TieStep.Total, TieStep.PointsBackwards, TieStep.BestTime, .. results];
        TieStep[] race = [.. results, .. s_unique];
        return OrderOf("motos.order", book.Motos.Order, motos, s_officials)
            ?? (book.Motos.TransferOrder is { } transfer ? OrderOf("motos.transfer_order", transfer, [TieStep.Round, .. motos], s_officials) : null)
            ?? OrderOf("knock_out.advance", book.KnockOut.Advance, race, s_unique)
            ?? OrderOf("knock_out.seeding", book.KnockOut.Seeding, race, s_unique)
            ?? OrderOf("gate_choice.first", book.GateChoice.First, [.. results, TieStep.Ranking], [TieStep.Ranking])
            ?? OrderOf("gate_choice.later", book.GateChoice.Later, race, s_unique)
            ?? OrderOf("final.final", book.Final.Final, race, s_unique)
            ?? OrderOf("final.out", book.Final.Out, [TieStep.PointsBackwards, .. race], s_unique);
    }

    /// <summary>An order is total: it ends with a step that leaves nobody equal, and that step stands nowhere else.</summary>
    private static Error? OrderOf(string where, ImmutableArray<TieStep> steps, TieStep[] allowed, TieStep[] last)
    {
        if (steps.IsEmpty || !last.Contains(steps[^1]))
        {
            return new Error(Order, $"{where}: the last step must be {string.Join(" or ", last)}, so that nobody stays equal.");
        }

        var wrong = steps[..^1].Where(step => !allowed.Contains(step) || last.Contains(step)).ToArray();
        return wrong.Length > 0
            ? new Error(Order, $"{where}: {wrong[0]} can not stand here.")
            : steps.Distinct().Count() < steps.Length ? new Error(Order, $"{where}: a step stands there twice.") : null;
    }

    private static Error? SizesOf(Rulebook book)
    {
        var expected = book.Sizes.IsEmpty ? 0 : book.Sizes[0].From;
        foreach (var size in book.Sizes)
        {
            if (size.From != expected || size.To < size.From || size.From < 1 || size.To > SizeFlow.MaxRiders)
            {
                return new Error(Sizes, FormattableString.Invariant(
                    $"sizes: {size.From} to {size.To} does not follow the range before, or is not within 1 to {SizeFlow.MaxRiders}."));
            }

            expected = size.To + 1;
        }

        return book.Sizes.IsEmpty ? new Error(Sizes, "sizes: at least one.") : null;
    }
}
