using BmxTiming.TrackClient.Simulation;
using BmxTiming.TrackClient.Simulation.Scenarios;
using Xunit;

namespace BmxTiming.Tests.Unit.Track;

public sealed class RaceTimelineTests
{
    private static readonly IReadOnlyList<SimulatedRider> s_riders = DemoRoster.Fixed();

    public static TheoryData<string> Scenarios => [.. ScenarioCatalog.All.Select(static each => each.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void The_same_seed_is_the_same_race_in_every_scenario_and_in_order(string name)
    {
        var once = Create(name, seed: 5);

        Assert.Equal(once, Create(name, seed: 5));
        Assert.Equal(once.Select(static action => action.AtUs), once.Select(static action => action.AtUs).Order());
        Assert.NotEqual(once, Create(name, seed: 6));
    }

    [Fact]
    public void Every_scenario_has_one_name_and_one_line()
    {
        Assert.Equal(Enum.GetValues<ScenarioName>().Order(), ScenarioCatalog.All.Select(static each => each.Id).Order());
        Assert.Equal(ScenarioCatalog.All.Count, ScenarioCatalog.All.Select(static each => each.Name).Distinct().Count());
        Assert.All(ScenarioCatalog.All, static each => Assert.Matches("^[a-z]+(-[a-z]+)*$", each.Name));
        Assert.All(ScenarioCatalog.All, static each => Assert.InRange(each.Text.Length, 10, 110));
        Assert.All(ScenarioCatalog.All, static each => Assert.DoesNotContain('\n', each.Text));
    }

    [Fact]
    public void A_missed_hill_is_one_read_less_and_a_crash_two()
    {
        Assert.Equal([7, 8, 8, 8], Counts("missed-hill"));
        Assert.Equal([8, 8, 7, 7], Counts("crash-dnf"));
        Assert.Equal([8, 8, 8, 8], Counts("clean-race"));
    }

    [Fact]
    public void A_dead_loop_reads_nobody()
    {
        Assert.Equal([0, 8, 8, 8], Counts("dead-hill"));
        Assert.Equal([8, 8, 8, 0], Counts("dead-finish"));
    }

    [Fact]
    public void A_missed_finish_is_kept_and_not_sent_and_duplicates_are_sent_twice()
    {
        var withheld = Assert.Single(Crossings("missed-finish"), static crossing => crossing.Delivery == Delivery.Withheld);
        Assert.Equal(DemoTrack.Finish, withheld.Passing.Point);
        Assert.InRange(Crossings("duplicate-frames").Count(static crossing => crossing.Delivery == Delivery.Twice), 3, 20);
    }

    [Fact]
    public void The_gate_drops_as_often_as_the_scenario_says()
    {
        Assert.Equal([0], Gates("clean-race"));
        Assert.Empty(Gates("no-gate"));
        Assert.Equal([0, 20_000], Gates("false-start"));
        Assert.Equal([0, 40_000], Gates("overlapping-races"));
        var bounce = Gates("gate-bounce");
        Assert.Equal(2, bounce.Length);
        Assert.InRange(bounce[1], 30, 900);
        Assert.InRange(Crossings("false-start").Min(static crossing => crossing.AtUs.Value), 22_000_000, 24_000_000);
    }

    [Fact]
    public void Races_overlap_when_the_last_of_the_first_comes_home_after_the_second_gate()
    {
        var first = s_riders.Select(static rider => rider.TransponderId).ToHashSet();
        var crossings = Crossings("overlapping-races");

        Assert.Equal(64, crossings.Length);
        Assert.InRange(crossings.Where(crossing => first.Contains(crossing.Passing.Rider.TransponderId)).Max(static c => c.AtUs.Value), 50_000_000, 60_000_000);
    }

    [Fact]
    public void Strangers_are_not_of_the_field()
    {
        var field = s_riders.Select(static rider => rider.TransponderId).ToHashSet();
        int Strangers(string name) => Crossings(name).Count(crossing => !field.Contains(crossing.Passing.Rider.TransponderId));

        Assert.Equal(0, Strangers("clean-race"));
        Assert.Equal(2, Strangers("stray-rider"));
        Assert.Equal(9, Strangers("stray-tag"));
        Assert.Equal(4, Strangers("unknown-transponder"));
    }

    [Fact]
    public void A_noisy_loop_reads_one_to_four_hits() =>
        Assert.All(Crossings("noisy-loop"), static crossing => Assert.True(crossing.Passing is { Hits: >= 1 and <= 4, Strength: < 60 }));

    [Fact]
    public void A_late_finisher_comes_long_after_the_last_other()
    {
        var finishes = Crossings("late-finisher").Where(static c => c.Passing.Point == DemoTrack.Finish).Select(static c => c.AtUs.Value).ToArray();

        Assert.True(finishes[^1] - finishes[^2] > 60_000_000);
    }

    [Fact]
    public void The_clock_is_set_forth_and_back_in_turn_and_what_was_cut_is_taken_again()
    {
        long Step(ulong race) => RaceTimeline.Create(ScenarioName.RtcStep, s_riders, race, new SplitMix64(1)).OfType<StepClock>().Single().DeltaUs.Value;

        Assert.Equal((3_000_000, -3_000_000, 3_000_000), (Step(1), Step(2), Step(3)));
        var dropped = Create("dropped-tcp", 1);
        Assert.Equal(20_000_000, (dropped.OfType<TakeConnections>().Single().AtUs - dropped.OfType<CutConnections>().Single().AtUs).Value);
        Assert.Single(Create("counter-restart", 1).OfType<RestartDecoder>());
    }

    [Fact]
    public void A_race_day_has_thirty_classes_250_riders_and_150_motos()
    {
        var day = RaceDay.Create(1);

        Assert.Equal((30, 250, 150), (day.Classes.Count, day.Riders, day.Motos.Count));
        Assert.Equal(250, day.Classes.SelectMany(static riders => riders).Select(static rider => rider.TransponderId).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 150), day.Motos.Select(static moto => moto.Number));
        Assert.All(day.Motos, static moto =>
        {
            Assert.InRange(moto.Riders.Count, 4, 8);
            Assert.Equal(moto.Riders.Count, moto.Riders.Select(static rider => rider.Lane).Distinct().Count());
            Assert.All(moto.Riders, static rider => Assert.InRange(rider.Lane, 1, 8));
        });
        // Everybody races once a round.
        Assert.All(day.Motos.GroupBy(static moto => moto.Round), static round => Assert.Equal(250, round.SelectMany(static moto => moto.Riders).Count()));
    }

    [Fact]
    public void A_race_day_is_the_same_for_its_seed()
    {
        static string[] Of(ulong seed) => [.. RaceDay.Create(seed).Motos.Select(static moto => string.Join(' ', moto.Riders))];

        Assert.Equal(Of(3), Of(3));
        Assert.NotEqual(Of(3), Of(4));
    }

    private static IReadOnlyList<TrackAction> Create(string name, ulong seed) =>
        RaceTimeline.Create(ScenarioCatalog.All.Single(each => each.Name == name).Id, s_riders, 1, new SplitMix64(seed));

    private static Crossing[] Crossings(string name) => [.. Create(name, 1).OfType<Crossing>()];

    private static long[] Gates(string name) => [.. Create(name, 1).OfType<GateDrop>().Select(static gate => gate.AtUs.Value / 1_000)];

    private static int[] Counts(string name) =>
    [
        .. ((string[])[DemoTrack.Hill, DemoTrack.SplitOne, DemoTrack.SplitTwo, DemoTrack.Finish])
            .Select(point => Crossings(name).Count(crossing => crossing.Passing.Point == point)),
    ];
}
