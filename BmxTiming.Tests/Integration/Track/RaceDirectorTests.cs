using System.Net;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.P3;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Simulation;
using BmxTiming.TrackClient.Simulation.Scenarios;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BmxTiming.Tests.Integration.Track;

public sealed class RaceDirectorTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new(TimeSpan.FromSeconds(60));
    private readonly List<Task> _tasks = [];
    private FakeControl? _control;
    private SimulatorRun? _run;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await (_run?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_control?.DisposeAsync() ?? ValueTask.CompletedTask);
        foreach (var task in _tasks)
        {
            await Task.WhenAny(task); // cancelled, as asked
        }

        _stopping.Dispose();
    }

    [Fact]
    public async Task It_makes_track_riders_meeting_and_motos_and_races_them_one_after_another()
    {
        var control = await StartControlAsync();
        await StartAsync(finishers: 8);
        await StagedAsync(3);

        Assert.Equal(["track-a-m01", "track-a-m02", "track-a-m03"], control.Staged.Take(3));
        Assert.Empty(control.Mistakes);
        Assert.Empty(control.Commands);
        Assert.Equal("finished", control.PhaseOf("track-a-m01-r1"));
        var track = control.Puts["tracks/track-a"];
        Assert.Equal(["hill", "split-1", "split-2", "finish"], track["timing_points"]!.AsArray().Select(static point => point!["id"]!.GetValue<string>()));
        Assert.Equal(4711, track["timing_points"]![0]!["decoder_id"]!.GetValue<int>());
        Assert.Equal(9992, track["gate_ids"]![0]!.GetValue<int>());
        Assert.Equal(32, control.Puts.Keys.Count(static path => path.StartsWith("riders/", StringComparison.Ordinal)));
        Assert.Equal(12, control.Puts.Keys.Count(static path => path.StartsWith("meetings/demo-track-a/motos/", StringComparison.Ordinal)));
        Assert.True(control.Puts["meetings/demo-track-a"]["public"]!.GetValue<bool>());
        Assert.True(control.Puts["meetings/demo-track-a"]["simulated"]!.GetValue<bool>());
        var entries = control.Puts["meetings/demo-track-a/motos/track-a-m05"]["entries"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, 8), entries.Select(static entry => entry!["lane"]!.GetValue<int>()).Order());
        Assert.All(entries, entry => Assert.Contains($"riders/{entry!["rider_id"]}", control.Puts.Keys));
    }

    [Fact]
    public async Task Outages_at_any_moment_are_waited_out()
    {
        var control = await StartControlAsync();
        control.FailNext = 5; // while seeding
        await StartAsync(finishers: 8);
        await StagedAsync(1);
        control.FailNext = 4; // while racing
        control.LoseAnswerOfNextStage = 1;
        await StagedAsync(3);

        Assert.Empty(control.Mistakes);
        Assert.Equal(["track-a-m01", "track-a-m02", "track-a-m03"], control.Staged.Take(3));
    }

    [Fact]
    public async Task After_its_own_restart_it_ends_the_race_that_lost_its_riders_and_goes_on_behind_it()
    {
        var control = await StartControlAsync();
        var lost = control.Open("track-a-m04", "racing");
        await StartAsync(finishers: 8);
        await StagedAsync(1);

        Assert.Equal([$"reset {lost}"], control.Commands);
        Assert.Equal("track-a-m05", control.Staged.First());
    }

    [Fact]
    public async Task A_moto_of_its_own_that_stands_at_the_gate_is_raced()
    {
        var control = await StartControlAsync();
        var staged = control.Open("track-a-m07", "staged");
        await StartAsync(finishers: 8);
        await StagedAsync(1);

        Assert.Equal("finished", control.PhaseOf(staged));
        Assert.Equal("track-a-m08", control.Staged.First());
        Assert.Empty(control.Commands);
    }

    [Fact]
    public async Task A_moto_that_is_refused_is_passed_over()
    {
        var control = await StartControlAsync();
        control.Refuse["track-a-m01"] = "moto_official";
        await StartAsync(finishers: 8);
        await StagedAsync(1);

        Assert.Equal("track-a-m02", control.Staged.First());
    }

    [Fact]
    public async Task A_race_without_a_result_is_finished_by_force_and_the_next_one_is_raced()
    {
        var control = await StartControlAsync();
        await StartAsync(finishers: 9); // one more than will ever come
        await StagedAsync(2);

        Assert.Equal(["force_finish track-a-m01-r1"], control.Commands.Take(1));
        Assert.Equal("track-a-m02", control.Staged.Last());
    }

    [Fact]
    public async Task A_director_told_to_wait_longer_leaves_a_race_without_a_result_alone()
    {
        var control = await StartControlAsync();
        await StartAsync(finishers: 9, resultPatience: TimeSpan.FromHours(1));
        await StagedAsync(1);
        // The decoder speaks of itself every five simulated seconds: the race is over, and the ordinary patience.
        using var watch = await P3Client.ConnectAsync(_run!.Server.EndPoint, _stopping.Token);
        for (var statuses = 0; statuses < 24; statuses++)
        {
            Assert.NotNull(await watch.NextAsync<P3Status>(_stopping.Token));
        }

        Assert.Empty(control.Commands);
        Assert.Equal(["track-a-m01"], control.Staged);
    }

    private async Task<FakeControl> StartControlAsync() => _control = await FakeControl.StartAsync();

    private async Task StartAsync(int finishers, TimeSpan? resultPatience = null)
    {
        _run = new SimulatorRun(
            new SimulateOptions
            {
                Listen = new IPEndPoint(IPAddress.Loopback, 0),
                Scenario = ScenarioName.CleanRace,
                Speed = 40,
                DecoderId = 4711,
                Director = _control!.Address,
                Track = TrackId.Parse("track-a"),
                ResultPatience = resultPatience ?? SimulateOptions.DefaultResultPatience,
            },
            null,
            TimeProvider.System,
            NullLogger.Instance);
        _run.Start();
        var client = await P3Client.ConnectAsync(_run.Server.EndPoint, _stopping.Token);
        _tasks.Add(TellControlAsync(client, finishers));
        _tasks.Add(_run.RunAsync(_stopping.Token));
    }

    // The line from decoder to engine, as short as it can be.
    private async Task TellControlAsync(P3Client client, int finishers)
    {
        using (client)
        {
            while (await client.NextAsync<P3Passing>(_stopping.Token) is { } passing)
            {
                _control!.OnPassing(passing.TransponderId!.Value, finishers);
            }
        }
    }

    private Task StagedAsync(int motos) => Eventually.HoldsAsync(
        () => _control!.Staged.Count >= motos,
        Patience,
        () => $"staged {string.Join(',', _control!.Staged)}; commands {string.Join(',', _control.Commands)}; {string.Join(';', _control.Mistakes)}");
}
