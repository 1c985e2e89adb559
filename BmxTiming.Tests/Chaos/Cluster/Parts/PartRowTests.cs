using Xunit;

namespace BmxTiming.Tests.Chaos.Cluster.Parts;

/// <summary>The rows of <c>./bmx chaos cluster</c> that need some of its processes only, and the bug that each must find.</summary>
[Trait("Chaos", "cluster")]
public sealed class PartRowTests
{
    public static IEnumerable<TheoryDataRow<string>> Rows =>
        PartRows.All.Select(static row => new TheoryDataRow<string>(row.Number).WithTrait("Row", row.Number));

    [Theory]
    [MemberData(nameof(Rows))]
    [Trait("Category", "Full")]
    public Task The_promise_holds(string row) => ChaosReport.HoldsAsync(Row(row));

    [Theory]
    [MemberData(nameof(Rows))]
    [Trait("Category", "Full")]
    public async Task A_planted_bug_turns_the_row_red(string number)
    {
        var row = Row(number);
        Assert.SkipWhen(row.SkipReason is not null, row.SkipReason ?? "");
        var outcome = await row.RunAsync(1, row.PlantedBugs[0], TestContext.Current.CancellationToken);
        Assert.True(outcome.Failures > 0, $"row {number} does not see: {row.PlantedBugs[0]}");
        Assert.Contains(row.SeenAs, outcome.FirstFailure, StringComparison.Ordinal);
        TestContext.Current.SendDiagnosticMessage("row {0}, {1}: {2}", number, row.PlantedBugs[0], outcome.FirstFailure ?? "");
    }

    /// <summary>The row that stays in the gate, so that a part that does not come up is seen.</summary>
    [Fact]
    public async Task A_number_again_with_other_content_is_a_conflict()
    {
        var outcome = await Row("3").RunAsync(1, plantedBug: null, TestContext.Current.CancellationToken);
        Assert.True(outcome.Failures == 0, outcome.FirstFailure);
    }

    private static PartRow Row(string number) => PartRows.All.Single(row => row.Number == number);
}
