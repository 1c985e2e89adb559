using BmxTiming.Server.Rulebooks;
using BmxTiming.Server.Scoring;
using BmxTiming.Server.Scoring.Draws;
using BmxTiming.Server.Scoring.Rules;
using Xunit;

namespace BmxTiming.Tests.Unit.Scoring;

public sealed class DrawTests
{
    private static readonly Rulebook s_uci = RulebookLibrary.Read("uci-2026").Value!;
    private static readonly Rulebook s_local = RulebookLibrary.Read("usa-local-transfer").Value!;

    [Fact]
    public void The_draw_of_a_seed_is_the_same_on_every_machine() => Assert.Equal(
        "2:e3 4:e6 5:e1 6:e2 7:e5 8:e4",
        string.Join(' ', MotoDraw.Draw(s_uci, "Boys 12", Riders(6), 42).Value[0].Gates[0].Lanes.Select(static lane => $"{lane.Lane}:{lane.Id}")));

    [Fact]
    public void Eighty_one_riders_meet_again_no_more_often_than_at_the_worlds()
    {
        var rounds = MotoDraw.Draw(s_uci, "Boys 16", Riders(81), 2026).Value;
        var pairs = rounds.SelectMany(static round => round.Gates)
            .SelectMany(static gate => gate.Lanes.SelectMany(a => gate.Lanes.Where(b => string.CompareOrdinal(a.Id, b.Id) < 0).Select(b => (a.Id, b.Id))))
            .GroupBy(static pair => pair).Select(static met => met.Count()).ToArray();

        Assert.Equal(495, pairs.Sum());
        Assert.True(pairs.Count(static met => met > 1) <= 9, $"{pairs.Count(static met => met > 1)} pairs met again");
        Assert.DoesNotContain(pairs, static met => met > 2);
        Assert.Equal(16, rounds[0].Gates.Length);
        Assert.All(rounds[0].Gates, static gate => Assert.InRange(gate.Lanes.Length, 5, 6));
    }

    [Fact]
    public void Clubmates_do_not_meet_while_there_is_another_gate_for_them()
    {
        DrawRider[] riders = [.. Riders(24).Select(static (rider, i) => rider with { Club = i < 4 ? "north" : $"club {i}" })];
        foreach (var round in MotoDraw.Draw(s_uci, "Boys 12", riders, 7).Value)
        {
            Assert.Equal(4, riders.Take(4).Select(rider => round.GateOf(rider.Id)).Distinct().Count());
        }
    }

    [Fact]
    public void A_draw_says_which_rules_decided()
    {
        DrawRider[] seeded = [.. Riders(9).Select(static (rider, i) => rider with { Seed = i + 1 })];
        Assert.Equal(
            ["gates_of_size", "seeds_spread", "meet_once", "lanes_of_sets"], MotoDraw.Draw(s_uci, "A", seeded, 1).Value[0].Rules.Select(static rule => rule.Code));
        Assert.Equal(
            ["gates_of_size", "drawn_by_lot", "meet_once", "lanes_of_table"], MotoDraw.Draw(s_local, "A", Riders(9), 1).Value[0].Rules.Select(static rule => rule.Code));
        Assert.Contains("2 for 9 riders, usa-local-transfer 1", MotoDraw.Draw(s_local, "A", Riders(9), 1).Value[0].Rules[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_without_a_rule_is_refused_with_what_to_do()
    {
        var refused = MotoDraw.Draw(s_uci, "Girls 5", Riders(2), 1);
        Assert.Equal(ScoreErrors.NoRuleForSize, refused.Error!.Code);
        Assert.Contains("merge the class", refused.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rider_named_twice_is_refused() =>
        Assert.Equal(ScoreErrors.RiderTwice, MotoDraw.Draw(s_uci, "A", [.. Riders(5), new DrawRider("e3")], 1).Error!.Code);

    [Fact]
    public void Nothing_is_drawn_after_the_last_moto() => Assert.Equal(
        DrawErrors.NothingToDraw,
        MotoDraw.Next(s_local, s_local.SizeFor(4)!, "A", Riders(2), [.. Enumerable.Repeat(MotoDraw.Draw(s_local, "A", Riders(4), 1).Value[0], 3)], 1).Error!.Code);

    [Fact]
    public void Riders_choose_their_lane_and_the_others_get_what_is_liked_best()
    {
        var gate = LaneChoice.Assign(s_uci.Lanes with { Preference = [4, 5, 3, 6, 2, 7, 1, 8] }, ["a", "b", "c", "d"], [new(5, "b"), new(1, "d")]).Value!;
        Assert.Equal("1:d 3:c 4:a 5:b", string.Join(' ', gate.Lanes.Select(static lane => $"{lane.Lane}:{lane.Id}")));
    }

    [Theory]
    [InlineData(5, "x", DrawErrors.RiderNotInHeat)]
    [InlineData(9, "b", DrawErrors.LaneInvalid)]
    [InlineData(2, "b", DrawErrors.LaneTaken)]
    [InlineData(3, "a", DrawErrors.LaneTaken)]
    public void A_lane_that_can_not_be_chosen_is_refused(int lane, string id, string code) =>
        Assert.Equal(code, LaneChoice.Assign(s_uci.Lanes, ["a", "b"], [new(2, "a"), new(lane, id)]).Error!.Code);

    [Fact]
    public void A_rider_of_two_classes_gets_a_race_to_rest_where_there_is_one()
    {
        var ordered = RaceOrder.Order(
        [
            new("boys-1", "Boys", 0, ["ann", "ben"]), new("cruiser-1", "Cruiser", 0, ["ann"]), new("girls-1", "Girls", 0, ["eve"]),
            new("boys-2", "Boys", 1, ["ann", "ben"]), new("cruiser-2", "Cruiser", 1, ["ann"]),
        ]);
        Assert.Equal(["boys-1", "girls-1", "cruiser-1"], ordered.Races.Take(3).Select(static race => race.MotoId));
        Assert.All(ordered.BackToBack, static clash => Assert.Equal(["ann"], clash.Riders));
        Assert.Equal(2, ordered.BackToBack.Length); // Her three races in a row: no race of somebody else is left between them.
    }

    private static DrawRider[] Riders(int count) => [.. Enumerable.Range(1, count).Select(static i => new DrawRider($"e{i}"))];
}
