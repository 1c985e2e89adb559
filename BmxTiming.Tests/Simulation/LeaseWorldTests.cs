using BmxTiming.Protocol.Time;
using Xunit;

namespace BmxTiming.Tests.Simulation;

/// <summary>Many histories of workers that share tracks. A failure names its seed; the seed is the bug report.</summary>
public sealed class LeaseWorldTests
{
    private const int Seeds = 60;

    /// <summary>A lease must run out, the worker that should take the track may be dead too, and the next one waits for it.</summary>
    private static readonly Micros s_longestWithoutOwner =
        LeaseWorld.Times.Ttl + LeaseWorld.Times.Grace + LeaseWorld.Times.RetryAfter + Micros.FromMilliseconds(250);

    private static readonly Micros s_longestHandOver = Micros.FromMilliseconds(150);

    [Fact]
    public void No_track_ever_has_two_owners_and_each_soon_has_one()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            Judge(seed, () =>
            {
                var world = Faulty(seed, LeaseFlaw.None);
                world.Run(s_longestWithoutOwner);
                Expect(world.Unowned.Count == 0, $"nobody runs {string.Join(", ", world.Unowned)}");
            });
        }
    }

    [Fact]
    public void In_quiet_times_the_tracks_are_even_and_stay_where_they_are()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            Judge(seed, () =>
            {
                var world = Faulty(seed, LeaseFlaw.None);
                world.Run(Micros.FromSeconds(25));
                Expect(world.Loads.Max() - world.Loads.Min() <= 1, $"loads {string.Join(", ", world.Loads)}");
                var moves = world.Moves;
                world.Run(Micros.FromSeconds(20));
                Expect(world.Moves == moves, $"{world.Moves - moves} tracks moved for nothing");
                Expect(world.Unowned.Count == 0, "a track has no owner");
            });
        }
    }

    [Fact]
    public void A_worker_that_leaves_hands_on_at_once()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            Judge(seed, () =>
            {
                var world = new LeaseWorld(seed, tracks: 1 + (seed % 12));
                var leaver = world.Join();
                world.Run(Micros.FromSeconds(10));
                world.Join();
                world.Join();
                world.Run(Micros.FromSeconds(20));
                world.Leave(leaver);
                world.Run(s_longestHandOver);
                Expect(world.Unowned.Count == 0, $"nobody runs {string.Join(", ", world.Unowned)}");
                Expect(!leaver.IsAlive || leaver.Book.IsEmpty, "it still holds tracks");
            });
        }
    }

    [Fact]
    public void A_track_run_with_a_newer_fold_is_left_to_workers_that_have_it()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            Judge(seed, () =>
            {
                var world = new LeaseWorld(seed, tracks: 4);
                world.Join(fold: 1);
                var newer = world.Join(fold: 2);
                world.Run(Micros.FromSeconds(15));
                var upgraded = newer.Book.Held.ToArray();
                Expect(upgraded.Length > 0, "the newer worker got nothing");
                newer.IsAlive = false;
                world.Run(Micros.FromSeconds(10));
                Expect(world.Unowned.Order().SequenceEqual(upgraded.Order()), $"{string.Join(", ", world.Unowned)} are free");
                world.Join(fold: 2);
                world.Run(Micros.FromSeconds(10));
                Expect(world.Unowned.Count == 0, $"nobody runs {string.Join(", ", world.Unowned)}");
            });
        }
    }

    [Theory]
    [InlineData(LeaseFlaw.NoCompareAndSet)]
    [InlineData(LeaseFlaw.CountsFromTheAnswer)]
    internal void A_planted_flaw_is_found(LeaseFlaw flaw) =>
        Assert.Contains(Enumerable.Range(1, Seeds), seed =>
        {
            try
            {
                Faulty(seed, flaw);
                return false;
            }
            catch (SimulationViolation violation)
            {
                return violation.Message.StartsWith("one owner", StringComparison.Ordinal);
            }
        });

    /// <summary>A minute in which everything happens, then everybody who is left is well and at least one is.</summary>
    private static LeaseWorld Faulty(int seed, LeaseFlaw flaw)
    {
        var world = new LeaseWorld(seed, tracks: 1 + (seed % 12), flaw) { Faults = true };
        for (var i = 0; i < 3; i++)
        {
            world.Join();
        }

        for (var step = 0; step < 40; step++)
        {
            world.Run(Micros.FromMilliseconds(world.Random.Next(10, 3_000)));
            Disturb(world);
        }

        foreach (var worker in world.Live)
        {
            worker.IsPaused = false;
        }

        if (world.Live.Count == 0)
        {
            world.Join();
        }

        world.Faults = false;
        world.Run(Micros.FromSeconds(1)); // The last lost answer has timed out.
        return world;
    }

    private static void Disturb(LeaseWorld world)
    {
        var live = world.Live;
        var victim = live.Count == 0 ? null : live[world.Random.Next(live.Count)];
        switch (world.Random.Next(5))
        {
            case 0 when victim is not null:
                victim.IsAlive = false;
                break;
            case 1 when victim is not null:
                world.Leave(victim);
                break;
            case 2 when victim is not null:
                victim.IsPaused = true;
                break;
            case 3:
                foreach (var worker in live)
                {
                    worker.IsPaused = false;
                }

                break;
            case 4 when live.Count < 5:
                world.Join();
                break;
        }
    }

    private static void Judge(int seed, Action history)
    {
        try
        {
            history();
        }
        catch (SimulationViolation violation)
        {
            Assert.Fail($"seed {seed}: {violation.Message}");
        }
    }

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new SimulationViolation("ownership", otherwise);
        }
    }
}
