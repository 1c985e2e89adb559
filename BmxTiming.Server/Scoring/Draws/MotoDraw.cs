using System.Collections.Immutable;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring.Draws;

/// <summary>Draws the motos of a class: the same riders, rulebook and seed give the same draw, in whatever order the riders are named.</summary>
internal static class MotoDraw
{
    /// <returns>All motos; of a class in which riders go on after each moto only the first, because nobody knows who rides the second.</returns>
    public static Result<ImmutableArray<DrawnRound>> Draw(Rulebook book, string className, IEnumerable<DrawRider> riders, long seed)
    {
        var field = Field(riders);
        if (Twice(className, field) is { } error)
        {
            return new Result<ImmutableArray<DrawnRound>> { Error = error };
        }

        if (book.SizeFor(field.Length) is not { } size)
        {
            return Result.Fail<ImmutableArray<DrawnRound>>(
                ScoreErrors.NoRuleForSize,
                FormattableString.Invariant(
                    $"{className}: {book.Name} has no rule for {field.Length} riders; merge the class or choose another rulebook."));
        }

        int[] gates = [.. size.Motos.Select((_, moto) => Gates(book, size, moto, field.Length))];
        var together = gates.TakeWhile(count => count == gates[0]).Count();
        var drawn = Together(book, size, className, field, size.IsTransfer ? 1 : together, seed);
        while (!size.IsTransfer && drawn.Length < gates.Length)
        {
            // Another number of gates: the riders can not keep their tiers.
            drawn = drawn.Add(Next(book, size, className, field, drawn, seed).Value!);
        }

        return Result.Ok(drawn);
    }

    /// <summary>The next moto of a class in which riders go on after each.</summary>
    /// <param name="left">Those who have not gone on.</param>
    /// <param name="before">The motos drawn so far.</param>
    public static Result<DrawnRound> Next(
        Rulebook book, SizeRule size, string className, IEnumerable<DrawRider> left, ImmutableArray<DrawnRound> before, long seed)
    {
        var field = Field(left);
        var moto = before.Length;
        if (Twice(className, field) is { } error)
        {
            return new Result<DrawnRound> { Error = error };
        }

        if (moto >= size.Motos.Length || field.IsEmpty)
        {
            return Result.Fail<DrawnRound>(DrawErrors.NothingToDraw, $"{className}: no rider is left for a moto, or all motos are drawn.");
        }

        var random = DrawRandom.For(seed, className, moto);
        var gates = Gates(book, size, moto, field.Length);
        var dealt = Deal(Tiers(field, gates, random), field, MetBefore(field, before), gates, random);
        var lanes = new int[field.Length];
        for (var gate = 0; gate < gates; gate++)
        {
            int[] riders = [.. Enumerable.Range(0, field.Length).Where(rider => dealt[rider] == gate)];
            ImmutableArray<ImmutableArray<int>> had = [.. riders.Select(rider => HadBefore(field[rider].Id, before))];
            var drawn = LaneMatch.Draw(book.Lanes, had, [], random);
            for (var i = 0; i < riders.Length; i++)
            {
                lanes[riders[i]] = drawn[i];
            }
        }

        return Result.Ok(Round(
            book.Motos.Names[moto].Name, field, dealt, gates, rider => lanes[rider],
            [
                GateRule(book, size, moto, field.Length), .. SpreadRules(field),
                new DrawRule("lanes_not_again", "Lanes: none that the rider had before, as far as the gate allows."),
            ]));
    }

    public static ImmutableArray<int> HadBefore(string id, IEnumerable<DrawnRound> before) =>
        [.. before.Select(round => round.LaneOf(id)).OfType<int>()];

    private static ImmutableArray<DrawRider> Field(IEnumerable<DrawRider> riders) =>
        [.. riders.OrderBy(static rider => rider.Id, StringComparer.Ordinal)];

    private static Error? Twice(string className, ImmutableArray<DrawRider> field) =>
        field.Zip(field.Skip(1)).FirstOrDefault(static pair => pair.First.Id == pair.Second.Id) is { First: { } twice }
            ? new Error(ScoreErrors.RiderTwice, $"{className}: {twice.Id} is entered more than once; scratch one of the entries.")
            : null;

    private static int Gates(Rulebook book, SizeRule size, int moto, int riders) =>
        Math.Min(riders, Math.Max(size.Motos[moto].Gates, (riders + book.Lanes.Count - 1) / book.Lanes.Count));

    private static ImmutableArray<DrawnRound> Together(
        Rulebook book, SizeRule size, string className, ImmutableArray<DrawRider> field, int rounds, long seed)
    {
        var random = DrawRandom.For(seed, className);
        var gates = Gates(book, size, 0, field.Length);
        var tiers = Tiers(field, gates, random);
        var met = new int[field.Length, field.Length];
        int[][] dealt = [.. Enumerable.Range(0, rounds).Select(_ => Deal(tiers, field, met, gates, random))];
        var (lanes, laneRule) = LaneTable.Draw(book.Lanes, tiers.Length, rounds, random);
        int[] tierOf = [.. Enumerable.Range(0, field.Length).Select(rider => Array.FindIndex(tiers, tier => tier.Contains(rider)))];
        return [.. dealt.Select((gateOf, moto) => Round(
            book.Motos.Names[moto].Name, field, gateOf, gates, rider => lanes[tierOf[rider]][moto],
            [GateRule(book, size, moto, field.Length), .. SpreadRules(field), laneRule]))];
    }

    /// <summary>The seeded in their order; the others by club, so that clubmates share a tier and never meet. Lots decide the rest.</summary>
    private static int[][] Tiers(ImmutableArray<DrawRider> field, int gates, DrawRandom random)
    {
        var clubs = random.Shuffled(field.Select(static rider => rider.Club).Distinct());
        return [.. random.Shuffled(Enumerable.Range(0, field.Length))
            .OrderBy(rider => field[rider].Seed ?? int.MaxValue)
            .ThenBy(rider => Array.IndexOf(clubs, field[rider].Club))
            .Chunk(gates)];
    }

    private static int[] Deal(int[][] tiers, ImmutableArray<DrawRider> field, int[,] met, int gates, DrawRandom random) =>
        new GateSearch(tiers, [.. field.Select(static rider => rider.Club)], met, gates).Draw(random);

    private static int[,] MetBefore(ImmutableArray<DrawRider> field, ImmutableArray<DrawnRound> before)
    {
        var met = new int[field.Length, field.Length];
        foreach (var round in before)
        {
            int?[] gates = [.. field.Select(rider => round.GateOf(rider.Id))];
            for (var a = 0; a < field.Length; a++)
            {
                for (var b = 0; b < field.Length; b++)
                {
                    met[a, b] += a != b && gates[a] is { } gate && gates[b] == gate ? 1 : 0;
                }
            }
        }

        return met;
    }

    private static DrawnRound Round(
        string name, ImmutableArray<DrawRider> field, int[] gateOf, int gates, Func<int, int> laneOf, ImmutableArray<DrawRule> rules) =>
        new(
            name,
            [.. Enumerable.Range(0, gates).Select(gate => new DrawnGate(
                [.. Enumerable.Range(0, field.Length)
                    .Where(rider => gateOf[rider] == gate)
                    .Select(rider => new DrawnLane(laneOf(rider), field[rider].Id))
                    .OrderBy(static lane => lane.Lane)]))],
            rules);

    private static DrawRule GateRule(Rulebook book, SizeRule size, int moto, int riders) => new(
        "gates_of_size",
        FormattableString.Invariant(
            $"Gates: {Gates(book, size, moto, riders)} for {riders} riders, {book.Name} {book.Version}, class of {size.From} to {size.To}."));

    private static ImmutableArray<DrawRule> SpreadRules(ImmutableArray<DrawRider> field) =>
    [
        field.Any(static rider => rider.Seed is not null)
            ? new DrawRule("seeds_spread", "Gates: one rider of each tier of the seeding in each gate.")
            : new DrawRule("drawn_by_lot", "Gates: by lot."),
        new DrawRule("meet_once", "Gates: riders changed until as few as possible meet again or meet their own club."),
    ];
}
