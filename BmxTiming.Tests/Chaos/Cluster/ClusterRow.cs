using System.Diagnostics;
using System.Globalization;
using BmxTiming.Tests.EndToEnd;

namespace BmxTiming.Tests.Chaos.Cluster;

/// <summary>A fault done to the running stack, at a random moment of its races, and judged when it works again.</summary>
/// <param name="day">The stack.</param>
/// <param name="strikeAsync">Does the fault and takes it back, as far as it does not heal by itself.</param>
internal sealed class ClusterRow(RaceDay day, string number, string fault, Func<RaceDay, Random, Task> strikeAsync) : IChaosRow
{
    private const int LongestWaitMs = 2_000;

    public string Number => number;

    public string Fault => fault;

    public long GateCases => 1;

    /// <summary>The processes are the product's; what is planted are faults in their logs, see <see cref="LogJudgeTests"/>.</summary>
    public IReadOnlyList<string> PlantedBugs => [];

    public bool RunsWithForeignBugs => false;

    public async Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        var tally = new ChaosTally();
        var longest = TimeSpan.Zero;
        for (var seed = 0; seed < cases; seed++)
        {
            var random = new Random(seed);
            await Task.Delay(random.Next(LongestWaitMs), cancellationToken);
            var start = Stopwatch.GetTimestamp();
            tally.Add(await CaseAsync(seed, random));
            var took = Stopwatch.GetElapsedTime(start);
            longest = took > longest ? took : longest;
        }

        return tally.Outcome(string.Create(CultureInfo.InvariantCulture, $"whole again after {longest.TotalSeconds:F1} s at most"));
    }

    private async Task<string?> CaseAsync(int seed, Random random)
    {
        try
        {
            await using var judge = await ClusterJudge.WatchAsync(day);
            await strikeAsync(day, random);
            return await judge.FaultAsync() is { } wrong ? $"case {seed}: {wrong}" : null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return $"case {seed}: {e.Message}";
        }
    }
}
