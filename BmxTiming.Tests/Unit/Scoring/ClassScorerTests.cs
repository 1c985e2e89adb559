using BmxTiming.Server.Rulebooks;
using BmxTiming.Server.Scoring;
using BmxTiming.Server.Scoring.Meetings;
using BmxTiming.Server.Scoring.Rules;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.Scoring;

public sealed class ClassScorerTests
{
    private static readonly Rulebook s_bem = RulebookLibrary.Read("bem-2022").Value!;
    private static readonly Rulebook s_uci = RulebookLibrary.Read("uci-2026").Value!;
    private static readonly Rulebook s_uec = RulebookLibrary.Read("uec-one-gate").Value!;
    private static readonly Rulebook s_national = RulebookLibrary.Read("usa-national-2-moto").Value!;
    private static readonly Rulebook s_local = RulebookLibrary.Read("usa-local-transfer").Value!;

    [Fact]
    public void A_rider_without_finish_gets_the_starters_and_a_first_missed_moto_the_drawn_riders_and_two()
    {
        var sheet = ClassSheets.Of("""
            A M1=1 M2=1 M3=1
            B M1=2 M2=2 M3=DNF
            C M1=DNF M2=3 M3=2
            D M1=DNF M2=4 M3=3
            E M1=CR M2=5 M3=4
            """);
        var score = Scored(s_bem, sheet);
        Assert.Equal([1, 2, 4, 4, 7], score.Motos[0].Lines.Select(static line => line.Points));
        Assert.Equal([3, 9, 9, 11, 16], TotalsOf(score)); // B: 2 + 2 + 5 starters
        Assert.Equal("A C B D E", Order(sheet, score)); // B and C have 9: C's last moto counts less points.
        Assert.Equal(TieStep.PointsBackwards, score.Ranking[2].DecidedBy);
    }

    [Fact]
    public void Equal_points_are_equal_whatever_the_result_and_the_next_step_decides()
    {
        var sheet = ClassSheets.Of("""
            A M1=3 M2=1 M3=DNF
            B M1=1 M2=3 M3=3@50.1
            C M1=2 M2=2 M3=1@40
            """);
        Assert.Equal("C A B", Order(sheet, Scored(s_uec with { Motos = s_uec.Motos with { Order = [TieStep.Total, TieStep.PointsBackwards, TieStep.Lot] } }, sheet)));
        Assert.Equal("C B A", Order(sheet, Scored(s_uec, sheet))); // A has no time in the last race.
    }

    [Fact]
    public void Time_in_the_last_moto_and_points_backwards_are_different_rules()
    {
        var sheet = ClassSheets.Of("""
            A M1=1 M2=1 M3=2@40.0
            B M1=1 M2=2 M3=1@41.0
            C M1=2 M2=1 M3=1@42.0
            D M1=3 M2=3 M3=3@43.0
            """);
        Assert.Equal("A B C D", Order(sheet, Scored(s_uci, sheet)));
        Assert.Equal("C B A D", Order(sheet, Scored(s_bem, sheet)));
    }

    [Fact]
    public void Riders_whom_nothing_splits_are_named_as_open_and_the_plates_give_the_order_until_the_officials_do()
    {
        var sheet = ClassSheets.Of("""
            B M1=1 M2=2 M3=1@40
            A M1=2 M2=1 M3=1@40
            C M1=3 M2=3 M3=3@50
            """);
        var score = Scored(s_uci, sheet);
        Assert.Equal("A B C", Order(sheet, score));
        Assert.Equal([false, true, false], score.Ranking.Select(static rank => rank.Open));
        Assert.Equal([null, TieStep.Lot, TieStep.Total], score.Ranking.Select(static rank => rank.DecidedBy));
    }

    [Fact]
    public void A_dead_heat_in_the_final_shares_the_rank_and_leaves_out_the_next()
    {
        var sheet = ClassSheets.Of("""
            A M1=1 M2=1 M3=1@40 final=2@40
            B M1=2 M2=2 M3=2@41 final=1@39
            C M1=3 M2=3 M3=3@42 final=2@40
            D M1=4 M2=4 M3=4@43 final=4@44
            """);
        Assert.Equal(["B1", "A2", "C2", "D4"], Scored(s_uci, sheet).Final.Select(rank => $"{sheet.Riders[rank.Rider].Number}{rank.Rank}"));
    }

    [Fact]
    public void A_missed_moto_without_points_is_listed_last_without_a_rank_and_riders_at_no_gate_share_the_last_one()
    {
        var sheet = ClassSheets.Of("""
            A M1=1 M2=1 M3=1 final=1
            B M1=2 M2=2 M3=2 final=2
            C M1=CR M2=DNS M3=3
            D M1=DNS M2=DNS M3=DNS
            E
            """);
        Assert.Equal("A1 B2 D3 E3 C-", Ranks(sheet, Scored(s_bem, sheet)));
    }

    [Fact]
    public void A_missed_semi_has_no_rank_and_uses_up_its_number()
    {
        var sheet = ClassSheets.Of(string.Join('\n', Enumerable.Range(1, 17).Select(static rider =>
        {
            // Heats of the semis, serpentine: 1 4 5 8 9 12 13 16 and 2 3 6 7 10 11 14 15.
            var first = rider % 4 is 0 or 1;
            var place = (rider + 1) / 2;
            var semi = rider > 16 ? "" : rider == 9 ? "1/2=DNS" : $"1/2={(first && rider > 9 ? place - 1 : place)}";
            var final = rider <= 8 ? $"final={rider}" : "";
            return $"{rider:00} M1={Math.Min(place, 8)}@{rider + 30} M2={Math.Min(place, 8)}@{rider + 30} M3={Math.Min(place, 8)}@{rider + 30} {semi} {final}";
        })));
        var score = Scored(s_bem, sheet);
        Assert.Equal("01 04 05 08 09 12 13 16", Plates(sheet, score.KnockOut[0].Heats[0].Riders));
        Assert.Equal("02 03 06 07 10 11 14 15", Plates(sheet, score.KnockOut[0].Heats[1].Riders));
        Assert.EndsWith(" 09- 1717", Ranks(sheet, score), StringComparison.Ordinal);
    }

    [Fact]
    public void A_disqualified_finalist_leaves_the_ranking_and_those_behind_move_up()
    {
        var sheet = ClassSheets.Of("""
            A M1=1 M2=1 M3=1 final=DSQ
            B M1=2 M2=2 M3=2 final=1
            C M1=3 M2=3 M3=3 final=DNF
            D M1=4 M2=4 M3=4 final=DNF
            """);
        Assert.Equal("B1 C2 D3 A-", Ranks(sheet, Scored(s_uci, sheet)));
    }

    [Fact]
    public void The_lane_is_chosen_by_the_time_of_the_last_race_whatever_the_place()
    {
        var sheet = ClassSheets.Of("""
            A M1=1 M2=1 M3=1@41
            B M1=2 M2=2 M3=2@42
            C M1=3 M2=3 M3=DNF
            D M1=4 M2=4 M3=3@40
            """);
        var heat = Scored(s_uci, sheet).KnockOut[0].Heats[0];
        Assert.Equal("A B C D", Plates(sheet, heat.Riders));
        Assert.Equal("D A B C", Plates(sheet, heat.GateChoice));
    }

    [Fact]
    public void Nine_riders_of_a_transfer_class_send_two_of_each_gate_and_four_of_the_rest_into_the_main()
    {
        var sheet = ClassSheets.Of("""
            A M1=1@41#3
            B M1=1@40#4
            C M1=2@42#3
            D M1=2@43#4
            E M1=3#3 M2=1#5
            F M1=3#4 M2=2#5
            G M1=4#3 M2=3#5
            H M1=4#4 M2=4#5
            I M1=DNF#3 M2=5#5
            """);
        var score = Scored(s_national, sheet);
        Assert.Equal(["A B C D", "E F G H"], score.Cuts.Select(cut => string.Join(' ', Plates(sheet, cut.GoOn).Split(' ').Order(StringComparer.Ordinal))));
        Assert.Equal("B A C D E F G H", Plates(sheet, score.KnockOut[0].Heats[0].GateChoice));
        Assert.Equal(5, score.Motos[0].Of(8)!.Points); // DNF in a gate of five
    }

    [Theory]
    [InlineData(4, "1 1 1", 3)]
    [InlineData(5, "1 1 2", 4)]
    [InlineData(6, "1 2 2", 5)]
    [InlineData(7, "2 2 2", 6)]
    [InlineData(8, "2 2 3", 7)]
    [InlineData(9, "2 2 4", 8)]
    [InlineData(12, "2 2 4", 8)]
    [InlineData(15, "3 3 6", 12)]
    public void The_local_transfer_table_is_the_published_one(int riders, string going, int inKnockOut)
    {
        var motos = s_local.SizeFor(riders)!.Motos;
        Assert.Equal(going, string.Join(' ', motos.Select(static moto => moto.Gates * moto.Each)));
        Assert.Equal(inKnockOut, motos.Sum(static moto => moto.Gates * moto.Each));
    }

    [Fact]
    public void Three_riders_of_a_transfer_class_ride_for_the_total()
    {
        var sheet = ClassSheets.Of("""
            A M1=1#1 M2=1#1 M3=2#1
            B M1=2#1 M2=2#1 M3=1#1
            C M1=3#1 M2=3#1 M3=3#1
            """);
        Assert.Equal("A1 B2 C3", Ranks(sheet, Scored(s_national, sheet)));
    }

    [Fact]
    public void A_class_that_is_not_over_has_no_final_ranks()
    {
        var sheet = ClassSheets.Of("A M1=1 M2=1\nB M1=2 M2=2\nC M1=3 M2=3");
        var score = Scored(s_bem, sheet);
        Assert.Equal(2, score.Motos.Length);
        Assert.Empty(score.Ranking);
        Assert.Empty(score.Final);
    }

    [Theory]
    [InlineData(ScoreErrors.ClassWithoutRounds, "A\nB\nC")]
    [InlineData(ScoreErrors.NoRuleForSize, "A M1=1\nB M1=2")]
    [InlineData(ScoreErrors.RiderTwice, "A M1=1\nB M1=2\nA M1=3")]
    [InlineData(ScoreErrors.RoundUnknown, "A M1=1\nB M9=2\nC M1=3")]
    [InlineData(ScoreErrors.RoundTwice, "A M1=1\nB M1=2 MOTO1=3\nC M1=3")]
    [InlineData(ScoreErrors.RoundMissing, "A M1=1\nB M2=2\nC M1=3")]
    [InlineData(ScoreErrors.ResultInvalid, "A M1=1\nB M1=9\nC M1=3")]
    [InlineData(ScoreErrors.ResultInvalid, "A M1=1\nB M1=0\nC M1=3")]
    [InlineData(ScoreErrors.CodeUnknown, "A M1=1\nB M1=LATE\nC M1=3")]
    [InlineData(ScoreErrors.PointsUnknown, "A M1=1\nB M1=DNF\nC M1=1\nD M1=2\nE M1=3\nF M1=2\nG M1=3\nH M1=4\nI M1=4\nJ M1=5")]
    public void What_can_not_be_scored_is_refused(string code, string table) =>
        Assert.Equal(code, ClassScorer.Score(s_bem, ClassSheets.Of(table)).Error?.Code);

    [Fact]
    public void A_result_without_place_and_code_is_refused()
    {
        var sheet = ClassSheets.Of("A M1=1\nB M1=2\nC M1=3");
        var rider = sheet.Riders[1] with { Rounds = [sheet.Riders[1].Rounds[0] with { Place = null }] };
        Assert.Equal(ScoreErrors.ResultInvalid, ClassScorer.Score(s_bem, sheet with { Riders = sheet.Riders.SetItem(1, rider) }).Error?.Code);
    }

    [Fact]
    public void A_transfer_needs_the_heats() => Assert.Equal(
        ScoreErrors.HeatMissing,
        ClassScorer.Score(s_national, ClassSheets.Of("A M1=1\nB M1=1\nC M1=2\nD M1=2\nE M1=3\nF M1=3\nG M1=4\nH M1=4\nI M1=5")).Error?.Code);

    [Fact]
    public void A_sheet_with_some_of_the_riders_is_left_out()
    {
        var sheet = ClassSheets.Of("A M1=1\nB M1=2\nC M1=3");
        Assert.Equal(ScoreErrors.ClassIncomplete, ClassScorer.Score(s_bem, sheet with { Drawn = 4 }).Error?.Code);
        Assert.Equal(ScoreErrors.ClassIncomplete, ClassScorer.Score(s_bem, sheet with { Complete = false }).Error?.Code);
    }

    private static ClassScore Scored(Rulebook book, ClassSheet sheet)
    {
        var score = ClassScorer.Score(book, sheet);
        Assert.True(score.IsOk, score.Error?.Message);
        return score.Value;
    }

    private static IEnumerable<int> TotalsOf(ClassScore score) => score.Ranking.OrderBy(static rank => rank.Rider).Select(static rank => rank.Total);

    private static string Order(ClassSheet sheet, ClassScore score) => Plates(sheet, score.Ranking.Select(static rank => rank.Rider));

    private static string Ranks(ClassSheet sheet, ClassScore score) =>
        string.Join(' ', score.Final.Select(rank => $"{sheet.Riders[rank.Rider].Number}{(object?)rank.Rank ?? "-"}"));

    private static string Plates(ClassSheet sheet, IEnumerable<int> riders) => string.Join(' ', riders.Select(rider => sheet.Riders[rider].Number));
}
