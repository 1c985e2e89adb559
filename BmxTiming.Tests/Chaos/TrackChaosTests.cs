using Xunit;

namespace BmxTiming.Tests.Chaos;

/// <summary>The rows of the track side. <c>./bmx chaos track</c> runs this class at full size and prints the table.</summary>
[Trait("Chaos", "track")]
public sealed class TrackChaosTests
{
    /// <summary>Cases enough for a planted bug to show in its own row.</summary>
    private const long PlantedCases = 2000;

    /// <summary>Cases of a row that should not mind another row's bug; most have no place for it at all.</summary>
    private const long ForeignCases = 4000;

    /// <summary>The matrix of rows and bugs takes a minute and more of two cores: at full size only.</summary>
    private static readonly bool s_withForeignRows = ChaosReport.Scale > 1;

    /// <summary>They show by what never comes, which takes a minute each to wait for: at full size only.</summary>
    private static readonly string[] s_slowBugs = ["loss_is_silent", "duplicate_is_failure"];

    private static readonly IReadOnlyList<IChaosRow> s_rows = TrackRows.All;

    public static TheoryData<string> Rows => [.. s_rows.Select(row => row.Number)];

    public static TheoryData<string> PlantedBugs => [.. s_rows.SelectMany(row => row.PlantedBugs).Except(s_slowBugs)];

    public static TheoryData<string> SlowPlantedBugs => [.. s_slowBugs];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Nothing_is_lost_doubled_or_reordered_by(string row) => ChaosReport.HoldsAsync(s_rows.Single(candidate => candidate.Number == row));

    [Theory]
    [MemberData(nameof(PlantedBugs))]
    public Task A_planted_bug_turns_exactly_its_row_red(string bug) => TurnsRedAsync(bug);

    [Theory]
    [Trait("Category", "Full")]
    [MemberData(nameof(SlowPlantedBugs))]
    public Task A_planted_bug_that_shows_late_turns_exactly_its_row_red(string bug) => TurnsRedAsync(bug);

    [Fact]
    public void Every_row_has_a_planted_bug_and_a_number_of_its_own()
    {
        Assert.All(s_rows, row => Assert.NotEmpty(row.PlantedBugs));
        Assert.Equal(s_rows.Count, s_rows.Select(row => row.Number).Distinct().Count());
    }

    private static async Task TurnsRedAsync(string bug)
    {
        var owner = s_rows.Single(row => row.PlantedBugs.Contains(bug));
        if (owner.SkipReason is { } reason)
        {
            Assert.Skip($"row {owner.Number}: {reason}");
        }

        var red = new List<string>();
        foreach (var row in s_rows.Where(row => row == owner || (s_withForeignRows && row.RunsWithForeignBugs && row.SkipReason is null)))
        {
            var most = row == owner ? PlantedCases : ForeignCases;
            var outcome = await row.RunAsync(Math.Min(row.GateCases, most), bug, TestContext.Current.CancellationToken);
            if (outcome.Failures > 0)
            {
                red.Add(row.Number);
            }
        }

        Assert.Equal([owner.Number], red);
    }
}
