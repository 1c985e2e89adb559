using BmxTiming.Server.Rulebooks;
using BmxTiming.Server.Scoring;
using BmxTiming.Server.Scoring.Meetings;
using BmxTiming.Server.Scoring.Rules;
using BmxTiming.Server.Scoring.Verification;
using BmxTiming.Tests.Support;
using CsCheck;
using Xunit;

namespace BmxTiming.Tests.Properties.Scoring;

public sealed class ClassProperties
{
    private const int Smallest = 3;
    private const int Largest = 256;

    public static TheoryData<string> Rulebooks => [.. RulebookLibrary.Names];

    [Theory]
    [MemberData(nameof(Rulebooks))]
    public void Nobody_vanishes_or_appears_twice_and_transfers_add_up(string name)
    {
        var book = RulebookLibrary.Read(name).Value!;
        var largest = Math.Min(Largest, book.Sizes[^1].To);
        Gen.Select(Gen.OneOf(Gen.Int[Smallest, Math.Min(40, largest)], Gen.Int[Smallest, largest]), Gen.Int[0, int.MaxValue], Gen.Int[0, 2].Select(static level => level * level * 8))
            .Sample((riders, seed, codePercent) => Check(book, riders, seed, codePercent), iter: 40);
    }

    [Theory]
    [Trait("Category", "Full")]
    [MemberData(nameof(Rulebooks))]
    public void Every_class_size_is_ridden_to_its_end(string name)
    {
        var book = RulebookLibrary.Read(name).Value!;
        for (var riders = Smallest; riders <= Math.Min(Largest, book.Sizes[^1].To); riders++)
        {
            Check(book, riders, seed: riders, codePercent: riders % 3 * 5);
        }
    }

    [Theory]
    [MemberData(nameof(Rulebooks))]
    public void A_rulebook_has_a_rule_for_every_size_it_claims(string name)
    {
        var book = RulebookLibrary.Read(name).Value!;
        Assert.Equal(Smallest, book.Sizes[0].From);
        Assert.All(Enumerable.Range(Smallest, book.Sizes[^1].To - Smallest + 1), riders => Assert.NotNull(book.SizeFor(riders)));
        Assert.Equal(name == "uec-one-gate" ? 8 : Largest, book.Sizes[^1].To);
    }

    private static void Check(Rulebook book, int riders, int seed, int codePercent)
    {
        var simulated = new SimulatedClass(book, riders, seed, codePercent);
        ClassScore? last = null;
        foreach (var score in simulated.Ride())
        {
            CheckMotos(book, riders, score);
            CheckKnockOut(book, score);
            last = score;
        }

        CheckFinal(riders, last!);
        Assert.All(last!.Cuts.Where(static cut => cut.WentOn is not null), static cut => Assert.Equal(cut.GoOn.Order(), cut.WentOn!.Value.Order()));
        Assert.DoesNotContain(
            new ClassComparison(book, simulated.Sheet, last).Run(),
            // Many riders with a code stay in the motos, which then take more gates than the rule has.
            static check => check.Difference is not null && check.What != Compared.MotoGates);
        CheckTotal(book, simulated.Sheet, last);
    }

    private static void CheckMotos(Rulebook book, int riders, ClassScore score)
    {
        if (!score.Ranking.IsEmpty)
        {
            Assert.Equal(Enumerable.Range(0, riders), score.Ranking.Select(static rank => rank.Rider).Order());
        }

        var went = score.Size.IsTransfer
            ? score.Cuts.Where(cut => book.Motos.Names.Any(moto => moto.Name == cut.After)).SelectMany(static cut => cut.GoOn).ToArray()
            : [];
        Assert.Equal(went.Length, went.Distinct().Count());
        Assert.All(score.Motos.Zip(score.Size.Motos), ridden => Assert.Equal(
            GoingOn(ridden.First, ridden.Second.Each),
            score.Cuts.FirstOrDefault(cut => score.Size.IsTransfer && cut.After == ridden.First.Round.Name)?.GoOn.Length ?? 0));
    }

    private static void CheckKnockOut(Rulebook book, ClassScore score)
    {
        var expected = score.Size.IsTransfer
            ? score.Motos.Zip(score.Size.Motos).Sum(static ridden => GoingOn(ridden.First, ridden.Second.Each))
            : Math.Min(score.Size.Best, score.Ranking.Count(static rank => rank.Standing == Standing.Classified));
        foreach (var round in score.KnockOut)
        {
            Assert.Equal(expected, round.Seeds.Distinct().Count());
            Assert.Equal(round.Seeds.Order(), round.Heats.SelectMany(static heat => heat.Riders).Order());
            Assert.All(round.Heats, heat => Assert.Equal(heat.Riders.Order(), heat.GateChoice.Order()));
            Assert.InRange(round.Heats.Max(static heat => heat.Riders.Length), 0, book.Lanes.Count);
            Assert.InRange(round.Heats.Max(static heat => heat.Riders.Length) - round.Heats.Min(static heat => heat.Riders.Length), 0, 1);
            expected = round.Sheet is { } sheet ? GoingOn(sheet, round.Round.Each) : -1;
        }
    }

    /// <summary>The first of each heat, as far as there are riders who may.</summary>
    private static int GoingOn(RoundSheet round, int each) =>
        round.Lines.GroupBy(static line => line.Heat).Sum(heat => Math.Min(each, heat.Count(static line => line.Code is null or { GoesOn: true })));

    private static void CheckFinal(int riders, ClassScore score)
    {
        if (score.Final.IsEmpty)
        {
            Assert.Contains(score.KnockOut, static round => round.Seeds.IsEmpty); // Nobody was left to ride it.
            return;
        }

        Assert.Equal(Enumerable.Range(0, riders), score.Final.Select(static rank => rank.Rider).Order());
        var ranks = score.Final.Select(static rank => rank.Rank).OfType<int>().ToArray();
        Assert.Equal(ranks.Order(), ranks);
        Assert.All(ranks, rank => Assert.InRange(rank, 1, riders));
        var shared = score.Final.Where(static rank => rank.Rank is not null).GroupBy(static rank => rank.Rank!.Value).Where(static group => group.Count() > 1);
        Assert.True(
            shared.All(group => group.Key == ranks[^1] || IsDeadHeat(score.KnockOut[^1].Sheet!, group.Select(static rank => rank.Rider))),
            "only riders at no gate, and those of a dead heat in the final, share a rank");
    }

    private static bool IsDeadHeat(RoundSheet final, IEnumerable<int> riders) =>
        riders.Select(rider => final.Of(rider)?.Place).Distinct().ToArray() is [not null];

    /// <summary>The order depends on the results alone, not on where a rider stands on the sheet.</summary>
    private static void CheckTotal(Rulebook book, ClassSheet sheet, ClassScore score)
    {
        var turned = sheet with { Riders = [.. sheet.Riders.Reverse()] };
        var again = ClassScorer.Score(book, turned).Value!;
        Assert.Equal(score.Ranking.Select(rank => sheet.Riders[rank.Rider].Number), again.Ranking.Select(rank => turned.Riders[rank.Rider].Number));
        Assert.Equal(
            score.Final.Select(rank => (sheet.Riders[rank.Rider].Number, rank.Rank)), again.Final.Select(rank => (turned.Riders[rank.Rider].Number, rank.Rank)));
    }
}
