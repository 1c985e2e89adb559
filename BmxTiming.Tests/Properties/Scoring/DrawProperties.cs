using System.Globalization;
using BmxTiming.Server.Rulebooks;
using BmxTiming.Server.Scoring.Draws;
using BmxTiming.Server.Scoring.Rules;
using CsCheck;
using Xunit;

namespace BmxTiming.Tests.Properties.Scoring;

public sealed class DrawProperties
{
    private const int Smallest = 3;
    private const int Largest = 256;

    public static TheoryData<string> Rulebooks => [.. RulebookLibrary.Names];

    [Theory]
    [MemberData(nameof(Rulebooks))]
    public void Everybody_rides_once_in_each_moto_in_fair_lanes(string name)
    {
        var book = RulebookLibrary.Read(name).Value!;
        Sample(book, (riders, seed) => Check(book, riders, MotoDraw.Draw(book, "Boys 12", riders, seed).Value));
    }

    [Theory]
    [Trait("Category", "Full")]
    [MemberData(nameof(Rulebooks))]
    public void Every_class_size_is_drawn_fairly(string name)
    {
        var book = RulebookLibrary.Read(name).Value!;
        for (var count = Smallest; count <= Math.Min(Largest, book.Sizes[^1].To); count++)
        {
            var riders = Field(count, clubs: 1 + (count % 7), seeded: count % 3 * 4);
            Check(book, riders, MotoDraw.Draw(book, "Boys 12", riders, count).Value);
        }
    }

    [Theory]
    [MemberData(nameof(Rulebooks))]
    public void The_same_seed_gives_the_same_draw_in_whatever_order_riders_are_named(string name)
    {
        var book = RulebookLibrary.Read(name).Value!;
        Sample(book, (riders, seed) => Assert.Equal(
            Text(MotoDraw.Draw(book, "Girls 8", riders, seed).Value), Text(MotoDraw.Draw(book, "Girls 8", riders.Reverse(), seed).Value)));
    }

    [Fact]
    public void Riders_of_a_transfer_class_ride_until_they_go_on_and_get_new_lanes()
    {
        var book = RulebookLibrary.Read("usa-local-transfer").Value!;
        Sample(book, (riders, seed) =>
        {
            var size = book.SizeFor(riders.Length)!;
            var rounds = MotoDraw.Draw(book, "Open", riders, seed).Value;
            var left = riders.ToList();
            for (var moto = 1; size.IsTransfer && moto < size.Motos.Length; moto++)
            {
                left.RemoveAll(rider => rounds[^1].Gates.Any(gate => gate.Lanes.Take(size.Motos[moto - 1].Each).Any(lane => lane.Id == rider.Id)));
                var next = MotoDraw.Next(book, size, "Open", left, rounds, seed).Value!;
                CheckRound(book, [.. left], next);
                Assert.All(left, rider => Assert.DoesNotContain(next.LaneOf(rider.Id)!.Value, MotoDraw.HadBefore(rider.Id, rounds)));
                rounds = rounds.Add(next);
            }
        });
    }

    [Fact]
    public void A_late_rider_moves_nobody_and_takes_the_smallest_open_gate()
    {
        var book = RulebookLibrary.Read("uci-2026").Value!;
        Sample(book, (riders, seed) =>
        {
            var drawn = MotoDraw.Draw(book, "Open", riders, seed).Value;
            var late = LateEntry.Place(book.Lanes, drawn, static (round, _) => round > 0, "late", seed);
            if (!late.IsOk)
            {
                Assert.Equal(DrawErrors.GatesFull, late.Error.Code);
                Assert.Contains(drawn.Skip(1), round => round.Gates.All(gate => gate.Lanes.Length == book.Lanes.Count));
                return;
            }

            Assert.Null(late.Value[0].GateOf("late"));
            foreach (var (before, after) in drawn.Zip(late.Value).Skip(1))
            {
                Assert.All(riders, rider => Assert.Equal((before.GateOf(rider.Id), before.LaneOf(rider.Id)), (after.GateOf(rider.Id), after.LaneOf(rider.Id))));
                Assert.Equal(before.Gates.Min(static gate => gate.Lanes.Length), after.Gates[after.GateOf("late")!.Value].Lanes.Length - 1);
            }

            Assert.Equal(2, MotoDraw.HadBefore("late", late.Value).Distinct().Count());
        });
    }

    [Fact]
    public void Races_keep_their_stage_and_every_back_to_back_is_named() => Gen.Select(Gen.Int[1, 40], Gen.Int[2, 30], Gen.Int[0, int.MaxValue])
        .Sample((races, persons, seed) =>
        {
            var random = new DrawRandom((ulong)seed);
            RaceSlot[] slots = [.. Enumerable.Range(0, races).Select(race => new RaceSlot(
                $"m{race}", $"c{race % 5}", random.Below(3),
                [.. random.Shuffled(Enumerable.Range(0, persons)).Take(4).Select(static person => person.ToString(CultureInfo.InvariantCulture))]))];
            var ordered = RaceOrder.Order(slots);

            Assert.Equal(slots.Select(static race => race.MotoId).Order(), ordered.Races.Select(static race => race.MotoId).Order());
            Assert.Equal(ordered.Races.Select(static race => race.Stage).Order(), ordered.Races.Select(static race => race.Stage));
            var found = ordered.Races.Zip(ordered.Races.Skip(1))
                .Where(static pair => (pair.First.ClassName, pair.First.Stage) != (pair.Second.ClassName, pair.Second.Stage)
                    && pair.First.Riders.Intersect(pair.Second.Riders).Any())
                .Select(static pair => (pair.First.MotoId, pair.Second.MotoId));
            Assert.Equal(found, ordered.BackToBack.Select(static clash => (clash.First, clash.Second)));
        }, iter: 60);

    private static void Sample(Rulebook book, Action<DrawRider[], long> check)
    {
        var largest = Math.Min(Largest, book.Sizes[^1].To);
        Gen.Select(Gen.OneOf(Gen.Int[Smallest, Math.Min(40, largest)], Gen.Int[Smallest, largest]), Gen.Int[1, 9], Gen.Int[0, 12], Gen.Long)
            .Sample((count, clubs, seeded, seed) => check(Field(count, clubs, seeded), seed), iter: 40);
    }

    private static DrawRider[] Field(int count, int clubs, int seeded) => [.. Enumerable.Range(0, count).Select(i => new DrawRider(
        $"e{i:000}", clubs == 1 ? null : $"club {i * 7 % clubs}", i < seeded ? i + 1 : null))];

    private static void Check(Rulebook book, DrawRider[] riders, IReadOnlyList<DrawnRound> rounds)
    {
        var size = book.SizeFor(riders.Length)!;
        Assert.Equal(size.IsTransfer ? 1 : size.Motos.Length, rounds.Count);
        foreach (var (round, moto) in rounds.Zip(size.Motos))
        {
            Assert.Equal(moto.Gates, round.Gates.Length);
            CheckRound(book, riders, round);
        }

        foreach (var rider in riders)
        {
            var lanes = MotoDraw.HadBefore(rider.Id, rounds);
            Assert.Equal(rounds.Count, lanes.Distinct().Count());
            Assert.True(book.Lanes.MotoSets is not { } sets || sets.Any(set => lanes.All(set.Contains)), $"{rider.Id}: {string.Join(',', lanes)}");
        }
    }

    private static void CheckRound(Rulebook book, DrawRider[] riders, DrawnRound round)
    {
        Assert.Equal(riders.Select(static rider => rider.Id).Order(), round.Gates.SelectMany(static gate => gate.Lanes).Select(static lane => lane.Id).Order());
        Assert.InRange(round.Gates.Max(static gate => gate.Lanes.Length) - round.Gates.Min(static gate => gate.Lanes.Length), 0, 1);
        Assert.All(round.Gates, gate =>
        {
            Assert.Equal(gate.Lanes.Length, gate.Lanes.Select(static lane => lane.Lane).Distinct().Count());
            Assert.All(gate.Lanes, lane => Assert.InRange(lane.Lane, 1, book.Lanes.Count));
        });
        var best = riders.Where(static rider => rider.Seed is not null).OrderBy(static rider => rider.Seed).Take(round.Gates.Length).ToArray();
        Assert.Equal(best.Length, best.Select(rider => round.GateOf(rider.Id)).Distinct().Count());
    }

    private static string Text(IEnumerable<DrawnRound> rounds) => string.Join('\n', rounds.Select(static round =>
        $"{round.Round}: {string.Join(" | ", round.Gates.Select(static gate => string.Join(' ', gate.Lanes)))}"));
}
