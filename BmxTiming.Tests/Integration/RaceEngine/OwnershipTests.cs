using System.Diagnostics;
using System.Globalization;
using BmxTiming.Protocol.Ids;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.RaceEngine;

/// <summary>Real engine processes that die, leave, stand still and come, in the middle of a race.</summary>
public sealed class OwnershipTests(NatsServer nats, ITestOutputHelper output)
{
    [Fact]
    public async Task A_race_survives_its_engine_being_killed_and_another_standing_still()
    {
        await using var fleet = await EngineFleet.StartAsync(nats.NewAccountUrl(), engines: 2);
        await fleet.RaceAsync();

        Assert.InRange(Report("take-over after kill -9", [await KillOwnerAsync(fleet)]), TimeSpan.Zero, TimeSpan.FromSeconds(15));

        await fleet.AddAsync();
        var zombie = await fleet.OwnerAsync();
        await zombie.SignalAsync("STOP");
        var successor = await fleet.OwnerAsync(not: zombie);
        await zombie.SignalAsync("CONT");
        await Eventually.HoldsAsync(
            () => zombie.Output.Contains("Another worker has taken track", StringComparison.Ordinal),
            TimeSpan.FromSeconds(20),
            () => zombie.Output);
        Assert.Same(successor, await fleet.OwnerAsync());
        await fleet.FinishAsync();
    }

    [Fact]
    public async Task A_race_goes_on_without_a_pause_when_its_engine_is_stopped()
    {
        await using var fleet = await EngineFleet.StartAsync(nats.NewAccountUrl(), engines: 2);
        await fleet.RaceAsync();

        Assert.InRange(Report("clean hand-over", [await StopOwnerAsync(fleet)]), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await fleet.FinishAsync();
    }

    [Fact]
    public async Task Tracks_are_shared_evenly_by_those_who_come()
    {
        await using var fleet = await EngineFleet.StartAsync(nats.NewAccountUrl(), engines: 1);
        await fleet.AddQuietTracksAsync(5);
        await fleet.RaceAsync();
        TrackId[] tracks = [fleet.Log.Track, .. Enumerable.Range(1, 5).Select(static number => TrackId.Parse($"quiet-{number}"))];
        await Task.WhenAll(fleet.AddAsync(), fleet.AddAsync());

        IReadOnlyDictionary<int, int> loads = new Dictionary<int, int>();
        await Eventually.HoldsAsync(
            async () => (loads = await fleet.LoadsAsync(tracks)).Values.All(static load => load == 2),
            TimeSpan.FromSeconds(40),
            () => string.Join(", ", loads));
        await fleet.FinishAsync();
    }

    [Fact]
    [Trait("Category", "Full")]
    public async Task Take_over_and_hand_over_keep_their_times()
    {
        const int repetitions = 20;
        await using var fleet = await EngineFleet.StartAsync(nats.NewAccountUrl(), engines: 2);
        await fleet.RaceAsync();
        var killed = new List<TimeSpan>();
        var stopped = new List<TimeSpan>();
        for (var i = 0; i < repetitions; i++)
        {
            killed.Add(await KillOwnerAsync(fleet));
            await fleet.AddAsync();
            stopped.Add(await StopOwnerAsync(fleet));
            await fleet.AddAsync();
        }

        await fleet.FinishAsync();
        var (takenOver, handedOver) = (Report("take-over after kill -9", killed), Report("clean hand-over", stopped));
        Assert.InRange(takenOver, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.InRange(handedOver, TimeSpan.Zero, TimeSpan.FromSeconds(0.3));
    }

    private static async Task<TimeSpan> KillOwnerAsync(EngineFleet fleet)
    {
        var owner = await fleet.OwnerAsync();
        var since = Stopwatch.GetTimestamp();
        await owner.KillAsync();
        await fleet.OwnerAsync(not: owner);
        return fleet.LongestPauseSince(since);
    }

    private static async Task<TimeSpan> StopOwnerAsync(EngineFleet fleet)
    {
        var owner = await fleet.OwnerAsync();
        var since = Stopwatch.GetTimestamp();
        await owner.SignalAsync("TERM");
        await fleet.OwnerAsync(not: owner);
        await owner.WaitForExitAsync();
        return fleet.LongestPauseSince(since);
    }

    private TimeSpan Report(string what, IReadOnlyList<TimeSpan> pauses)
    {
        var sorted = pauses.Order().ToArray();
        var p95 = sorted[(int)Math.Ceiling(sorted.Length * 0.95) - 1];
        var all = string.Join(", ", sorted.Select(static pause => pause.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: p50 {sorted[sorted.Length / 2].TotalMilliseconds:0} ms, p95 {p95.TotalMilliseconds:0} ms, n {sorted.Length}: {all}"));
        return p95;
    }
}
