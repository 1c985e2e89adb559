using System.Diagnostics;
using System.Globalization;
using BmxTiming.AppHost.LocalRuntime;
using BmxTiming.Protocol.Ids;
using BmxTiming.Tests.EndToEnd;
using Xunit;

namespace BmxTiming.Tests.Chaos.Cluster.Kills;

/// <summary>Eight tracks race while processes of the whole stack are killed at random. <c>./bmx chaos cluster</c> runs it.</summary>
[Collection(nameof(StackKills))]
[Trait("Chaos", "cluster")]
public sealed class StackKillTests
{
    private const int DefaultKills = 20;
    private const int Tracks = 8;
    private const int Engines = 2;
    private const int TellEvery = 5;

    private static readonly string? s_progress = Environment.GetEnvironmentVariable("BMX_CHAOS_PROGRESS");

    [Fact]
    [Trait("Category", "Full")]
    public async Task Random_kills_over_the_whole_stack_change_no_event_and_no_outcome()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("BMX_CHAOS_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given : DefaultKills;

        // No outage lasts so long that a director gives a race up: an outcome of its own making would be none of the script's.
        await using var day = new RaceDay($"--Stack:Tracks={Tracks}", "--Stack:Speed=2", "--Stack:ResultPatience=86400");
        ((DistributedApplicationBuilder)day.Stack.Builder).Resources.OfType<ProcessResource>().Single(process => process.Name == "race-engine").Replicas = Engines;
        await day.InitializeAsync();
        var outcome = await StormAsync(day, kills);

        ChaosReport.Write("kills", $"random kills over the whole stack, {Tracks} tracks", outcome);
        Assert.True(outcome.Failures == 0, $"{outcome.Failures} promises broken by {outcome.Cases} kills; first: {outcome.FirstFailure}");
        Assert.Equal(kills, outcome.Cases);
    }

    private static async Task<ChaosOutcome> StormAsync(RaceDay day, int kills)
    {
        var start = Stopwatch.GetTimestamp();
        var storm = new KillStorm(day.Stack.Application.Resources, new Random(kills));
        var followers = Enumerable.Range(0, Tracks).Select(i => LiveFollower.Start(day.Web, TrackId.Parse($"track-{(char)('a' + i)}"))).ToList();
        var verdict = new StormVerdict(day, followers);
        try
        {
            await verdict.AddAsync("storm", async () =>
            {
                await storm.RunAsync(kills, kill => Tell(kill, storm.Kills.Count, kills, followers), TestContext.Current.CancellationToken);
                return null;
            });
            verdict.Add("processes", storm.DeathFault() is { } deaths ? $"{deaths}{Ends(day)}" : null);
            await verdict.JudgeAsync();
        }
        finally
        {
            foreach (var follower in followers)
            {
                await follower.DisposeAsync();
            }
        }

        var took = Stopwatch.GetElapsedTime(start).TotalMinutes;
        return verdict.Outcome(storm.Kills.Count, string.Create(CultureInfo.InvariantCulture, $"{took:F1} min"));
    }

    /// <summary>What the local runtime said of processes that were not killed: their exit code, and their last lines.</summary>
    private static string Ends(RaceDay day) => string.Concat(
        day.Stack.Output.ToString().Split('\n')
            .SkipWhile(line => !IsOwnEnd(line))
            .Where(line => IsOwnEnd(line) || line.Contains(" | ", StringComparison.Ordinal))
            .Take(20)
            .Select(line => "\n" + line.TrimEnd()));

    private static bool IsOwnEnd(string line) =>
        line.Contains(" ended with ", StringComparison.Ordinal) && !line.Contains(" ended with 137,", StringComparison.Ordinal);

    private static void Tell(Kill kill, int count, int kills, List<LiveFollower> followers)
    {
        if (s_progress is not null && (count % TellEvery == 0 || count == kills))
        {
            File.AppendAllText(s_progress, string.Create(
                CultureInfo.InvariantCulture, $"{count} of {kills} kills, last {kill.Name}; {followers.Sum(follower => follower.Finished)} races\n"));
        }
    }
}

/// <summary>A stack of this size has the machine to itself.</summary>
[CollectionDefinition(nameof(StackKills), DisableParallelization = true)]
public sealed class StackKills;
