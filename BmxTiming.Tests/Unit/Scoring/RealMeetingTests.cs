using System.Collections.Immutable;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Rulebooks;
using BmxTiming.Server.Scoring;
using BmxTiming.Server.Scoring.Rules;
using BmxTiming.Server.Scoring.Verification;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.Scoring;

/// <summary>The results of real meetings, reproduced by the presets from places, codes and times.</summary>
public sealed class RealMeetingTests(ITestOutputHelper output)
{
    [Fact]
    public void The_Czech_meeting_of_2022_comes_out_as_published()
    {
        var (checks, excluded) = Score("bem-2022", "bem-open-2022.json");
        Assert.Empty(excluded);
        Assert.Empty(checks.Select(static check => check.Difference).OfType<Difference>());
        Assert.Equal(266, Count(checks, Compared.Total));
        Assert.Equal(266, Count(checks, Compared.FinalRank));
        Assert.Equal(266, Count(checks, Compared.Listing));
        Assert.True(Count(checks, Compared.Heat) > 14, "finals, semis and quarters");
    }

    [Fact]
    public void The_USA_national_of_2026_comes_out_as_published()
    {
        var (checks, excluded) = Score("usa-national-2-moto", "usa-national-2026.json");
        Assert.Equal(["11-12 Open", "12 Cruiser", "12 Expert"], excluded.Select(static one => one.Class));
        Assert.All(excluded, static one => Assert.Equal(ScoreErrors.ClassIncomplete, one.Code));
        Assert.Empty(checks.Select(static check => check.Difference).OfType<Difference>());
        Assert.Equal(12, Count(checks, Compared.FinalRank));
        Assert.Equal(28, Count(checks, Compared.RunningTotal));
        Assert.Equal(1, Count(checks, Compared.GateChoice));
    }

    [Fact]
    public void The_Olympic_extracts_hold_no_class_that_can_be_scored()
    {
        var (checks, excluded) = Score("uci-2026", "olympic-extracts.json");
        Assert.Empty(checks);
        Assert.Equal(5, excluded.Length);
        Assert.All(excluded, static one => Assert.Equal(ScoreErrors.ClassWithoutRounds, one.Code));
    }

    /// <summary>Each of these rules was in question; the meeting tells them apart, so the comparison above can fail.</summary>
    [Theory]
    [InlineData(Compared.FinalRank, "best time breaks ties")]
    [InlineData(Compared.FinalRank, "time breaks ties in a heat")]
    [InlineData(Compared.Heat, "heats by turns")]
    [InlineData(Compared.Cut, "seven of a class of sixteen go on")]
    [InlineData(Compared.Total, "second counts three")]
    public void A_rulebook_with_another_rule_does_not_fit(string what, string rule)
    {
        var book = RulebookLibrary.Read("bem-2022").Value!;
        book = rule switch
        {
            "best time breaks ties" => book with { Motos = book.Motos with { Order = [TieStep.Total, TieStep.BestTime, TieStep.Lot] } },
            "time breaks ties in a heat" => book with { Final = book.Final with { Out = [TieStep.Place, TieStep.Time, TieStep.Ranking] } },
            "heats by turns" => book with { KnockOut = book.KnockOut with { Draw = HeatDraw.Alternating } },
            "seven of a class of sixteen go on" => book with { Sizes = [.. book.Sizes.Select(static size => size.From == 10 ? size with { Best = 7 } : size)] },
            _ => book with { Points = book.Points with { ByPlace = [1, 3, 4, 5, 6, 7, 8, 9] } },
        };
        Assert.Contains(Score(book, "bem-open-2022.json").Checks, check => check.Difference is not null && check.What == what);
    }

    private (ImmutableArray<Check> Checks, ImmutableArray<(string Class, string Code)> Excluded) Score(string rulebook, string file) =>
        Score(RulebookLibrary.Read(rulebook).Value!, file);

    private (ImmutableArray<Check> Checks, ImmutableArray<(string Class, string Code)> Excluded) Score(Rulebook book, string file)
    {
        var meeting = MeetingFileReader.Read(File.ReadAllText(SharedData.Path("results", file))).Value!;
        var checks = ImmutableArray.CreateBuilder<Check>();
        var excluded = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var sheet in meeting.Classes)
        {
            var score = ClassScorer.Score(book, sheet);
            if (score.IsOk)
            {
                checks.AddRange(new ClassComparison(book, sheet, score.Value).Run());
                continue;
            }

            output.WriteLine($"left out: {score.Error.Message} ({score.Error.Code})");
            Assert.True(ScoreErrors.IsExclusion(score.Error.Code, verify: false), score.Error.Message);
            excluded.Add((sheet.Name, score.Error.Code));
        }

        return (checks.ToImmutable(), excluded.ToImmutable());
    }

    private static int Count(ImmutableArray<Check> checks, string what) => checks.Count(check => check.What == what);
}
