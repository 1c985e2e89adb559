using System.Diagnostics;
using System.Globalization;
using BmxTiming.Tests.EndToEnd;
using Xunit;

namespace BmxTiming.Tests.Chaos.Cluster;

/// <summary>The rows of the server side, with the processes of the whole stack. <c>./bmx chaos cluster</c> runs this class.</summary>
[Collection(nameof(RaceDay))]
[Trait("Chaos", "cluster")]
public sealed class ClusterChaosTests(RaceDay day)
{
    private const int DefaultMinutes = 2;

    public static TheoryData<string> Rows => [.. ClusterFaults.All(null!).Select(row => row.Number)];

    [Theory]
    [MemberData(nameof(Rows))]
    [Trait("Category", "Full")]
    public Task Logs_read_models_and_boards_survive(string row) => ChaosReport.HoldsAsync(Row(row));

    /// <summary>The row that stays in the gate.</summary>
    [Fact]
    public async Task An_engine_that_comes_back_after_its_time_does_no_harm()
    {
        var outcome = await Row("21").RunAsync(1, plantedBug: null, TestContext.Current.CancellationToken);
        Assert.True(outcome.Failures == 0, outcome.FirstFailure);
    }

    /// <summary>One fault after another in any order, for as long as <c>--minutes</c> says.</summary>
    [Fact]
    [Trait("Category", "Full")]
    public async Task Faults_in_any_order_break_nothing()
    {
        var minutes = int.TryParse(Environment.GetEnvironmentVariable("BMX_CHAOS_MINUTES"), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given : DefaultMinutes;
        var random = new Random(minutes);
        var rows = ClusterFaults.All(day);
        var tally = new ChaosTally();
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(minutes);)
        {
            var row = rows[random.Next(rows.Count)];
            var outcome = await row.RunAsync(1, plantedBug: null, TestContext.Current.CancellationToken);
            tally.Add(outcome.FirstFailure is { } wrong ? $"fault {tally.Cases + 1}, row {row.Number}: {wrong}" : null);
        }

        var all = tally.Outcome();
        ChaosReport.Write("any", "faults in any order", all);
        Assert.True(all.Failures == 0, $"{all.Failures} of {all.Cases} faults; first: {all.FirstFailure}");
    }

    private IChaosRow Row(string number) => ClusterFaults.All(day).Single(row => row.Number == number);
}
