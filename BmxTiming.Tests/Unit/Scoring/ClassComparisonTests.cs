using System.Collections.Immutable;
using BmxTiming.Server.Rulebooks;
using BmxTiming.Server.Scoring;
using BmxTiming.Server.Scoring.Meetings;
using BmxTiming.Server.Scoring.Rules;
using BmxTiming.Server.Scoring.Verification;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.Scoring;

/// <summary>A sheet that fits shows no difference, and every kind of planted difference is found, alone.</summary>
public sealed class ClassComparisonTests
{
    private static readonly Rulebook s_uci = RulebookLibrary.Read("uci-2026").Value!;

    [Fact]
    public void A_sheet_that_fits_shows_no_difference()
    {
        var checks = Compare(Published());
        Assert.Empty(checks.Select(static check => check.Difference).OfType<Difference>());
        Assert.Equal(
            [Compared.Cut, Compared.FinalRank, Compared.GateChoice, Compared.Heat, Compared.Listing, Compared.MotoGates, Compared.MotoLanes, Compared.Points, Compared.RunningTotal, Compared.Total],
            checks.Select(static check => check.What).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Compared.Points)]
    [InlineData(Compared.RunningTotal)]
    [InlineData(Compared.Total)]
    [InlineData(Compared.MotoLanes)]
    [InlineData(Compared.GateChoice)]
    [InlineData(Compared.FinalRank)]
    [InlineData(Compared.Listing)]
    public void A_planted_difference_is_found(string what)
    {
        var sheet = Published();
        var rider = sheet.Riders[0];
        var other = sheet.Riders[3]; // The first and the fourth of the ranking ride the same semi.
        sheet = what switch
        {
            Compared.Total => With(sheet, rider with { TotalPoints = rider.TotalPoints + 1 }),
            Compared.FinalRank => With(sheet, rider with { FinalRank = null }),
            Compared.Listing => With(sheet, rider with { ListedAt = other.ListedAt }, other with { ListedAt = rider.ListedAt }),
            Compared.GateChoice => With(sheet, In(rider, "1/2", In(other, "1/2").Lane), In(other, "1/2", In(rider, "1/2").Lane)),
            Compared.MotoLanes => With(sheet, In(rider, "M1", In(rider, "M2").Lane)),
            Compared.Points => With(sheet, rider with { Rounds = [.. rider.Rounds.Select(static result => result.Round == "M1" ? result with { Points = 8 } : result)] }),
            _ => With(sheet, rider with { Rounds = [.. rider.Rounds.Select(static result => result.Round == "M2" ? result with { PointsRunningTotal = 99 } : result)] }),
        };
        Assert.Equal([what], Differences(sheet).Select(static difference => difference.What).Distinct());
    }

    [Fact]
    public void A_swapped_heat_is_found()
    {
        var sheet = Published();
        var (first, second) = (sheet.Riders[0], sheet.Riders[1]);
        sheet = With(sheet, InHeat(first, "1/2", "1"), InHeat(second, "1/2", "0"));
        Assert.Contains(Differences(sheet), static difference => difference is { What: Compared.Heat, Round: "1/2" });
    }

    [Fact]
    public void A_heat_without_print_is_found_by_places_that_one_race_can_not_have()
    {
        var sheet = WithoutHeats(Published());
        Assert.Empty(Differences(sheet));

        var first = sheet.Riders[0];
        var place = In(first, "1/2").Place == 8 ? 1 : 8;
        sheet = With(sheet, first with { Rounds = [.. first.Rounds.Select(result => result.Round == "1/2" ? result with { Place = place } : result)] });
        Assert.Contains(Differences(sheet), static difference => difference is { What: Compared.Heat, Round: "1/2" });
    }

    [Fact]
    public void Who_goes_on_against_the_rules_is_found()
    {
        var sheet = Published();
        var (out1, in1) = (sheet.Riders[16], sheet.Riders[15]);
        var moved = in1.Rounds.First(static result => result.Round == "1/2");
        sheet = With(
            sheet,
            in1 with { Rounds = [.. in1.Rounds.Where(static result => result.Round.StartsWith('M'))] },
            out1 with { Rounds = out1.Rounds.Add(moved) });
        Assert.Equal(
            [(out1.Number, "goes on"), (in1.Number, "out")],
            Differences(sheet).Where(static difference => difference.What == Compared.Cut && difference.Round == "M3")
                .Select(static difference => (difference.Who, difference.Published)).OrderBy(static one => one.Published, StringComparer.Ordinal));
    }

    [Fact]
    public void Another_number_of_gates_is_found()
    {
        var sheet = Published();
        sheet = sheet with
        {
            Riders = [.. sheet.Riders.Select(static rider => rider with { Rounds = [.. rider.Rounds.Select(static result => result is { Round: "M1", Heat: "3" } ? result with { Heat = "2" } : result)] })],
        };
        Assert.Contains(Differences(sheet), static difference => difference is { What: Compared.MotoGates, Round: "M1", Published: "3", Computed: "4" });
    }

    /// <summary>20 riders of the rulebook with everything a sheet can print; the riders stand in the order of the final ranks.</summary>
    private static ClassSheet Published()
    {
        var simulated = new SimulatedClass(s_uci, riders: 20, seed: 5, codePercent: 0);
        var score = simulated.Ride().Last();
        var sheet = simulated.Sheet;
        return sheet with
        {
            Drawn = 20,
            Riders = [.. score.Ranking.Select(rank =>
            {
                var rider = sheet.Riders[rank.Rider];
                var at = score.Final.IndexOf(score.Final.First(final => final.Rider == rank.Rider));
                var lanes = s_uci.Lanes.MotoSets!.Value[rank.Rider % 8];
                return rider with
                {
                    TotalPoints = rank.Total,
                    FinalRank = score.Final[at].Rank,
                    ListedAt = at + 1,
                    Rounds = [.. rider.Rounds.Select((result, i) => i < 3
                        ? result with { Lane = lanes[i], Points = result.Place, PointsRunningTotal = rider.Rounds[..(i + 1)].Sum(static ridden => ridden.Place) }
                        : result)],
                };
            })],
        };
    }

    private static ImmutableArray<Check> Compare(ClassSheet sheet)
    {
        var score = ClassScorer.Score(s_uci, sheet);
        Assert.True(score.IsOk, score.Error?.Message);
        return new ClassComparison(s_uci, sheet, score.Value).Run();
    }

    private static Difference[] Differences(ClassSheet sheet) => [.. Compare(sheet).Select(static check => check.Difference).OfType<Difference>()];

    private static ClassSheet With(ClassSheet sheet, params RiderSheet[] riders) => sheet with
    {
        Riders = [.. sheet.Riders.Select(rider => riders.FirstOrDefault(changed => changed.Number == rider.Number) ?? rider)],
    };

    private static ClassSheet WithoutHeats(ClassSheet sheet) => sheet with
    {
        Riders = [.. sheet.Riders.Select(static rider => rider with { Rounds = [.. rider.Rounds.Select(static result => result with { Heat = null, Points = null })] })],
    };

    private static ResultSheet In(RiderSheet rider, string round) => rider.Rounds.First(result => result.Round == round);

    private static RiderSheet In(RiderSheet rider, string round, int? lane) =>
        rider with { Rounds = [.. rider.Rounds.Select(result => result.Round == round ? result with { Lane = lane } : result)] };

    private static RiderSheet InHeat(RiderSheet rider, string round, string heat) =>
        rider with { Rounds = [.. rider.Rounds.Select(result => result.Round == round ? result with { Heat = heat } : result)] };
}
