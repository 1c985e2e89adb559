using System.Globalization;
using BmxTiming.Tests.Chaos;
using Xunit;

namespace BmxTiming.Tests.Simulation;

/// <summary>Many histories of one track. <c>./bmx chaos seeds N</c> runs this class with more of them and prints the table.</summary>
[Trait("Chaos", "seeds")]
public sealed class SeedTests
{
    private const int GateSeeds = 2_000;
    private const int SeedsForAFlaw = 2_000;

    /// <summary>How many histories; <c>./bmx chaos seeds N</c>.</summary>
    private static readonly int s_seeds = Number("BMX_SEEDS") ?? GateSeeds;

    /// <summary>Only this history; <c>./bmx chaos seeds --seed S</c>.</summary>
    private static readonly int? s_only = Number("BMX_SEED");

    public static TheoryData<Flaw> Flaws => [.. Enum.GetValues<Flaw>().Where(flaw => flaw != Flaw.None)];

    [Fact]
    public void No_history_breaks_a_promise()
    {
        var seeds = s_only is { } only ? [only] : Enumerable.Range(1, s_seeds).ToArray();
        var violations = SeedRun.Of(seeds, Flaw.None, TestContext.Current.CancellationToken);
        foreach (var checker in Checker.All)
        {
            ChaosReport.Write(
                checker.Name, checker.Promise, new ChaosOutcome(seeds.Length, violations.Count(violation => violation.Checker == checker.Name), null));
        }

        var firstOfEach = violations.GroupBy(violation => violation.Checker).Select(group => group.MinBy(violation => violation.Seed)!.Report);
        Assert.True(violations.Count == 0, $"{violations.Count} violations{Environment.NewLine}{string.Join(Environment.NewLine, firstOfEach)}");
    }

    /// <summary>Each found a fault that is mended: see docs/chaos.md.</summary>
    [Theory]
    [InlineData(43)]
    [InlineData(3521)]
    [InlineData(3854)]
    [InlineData(10365)]
    [InlineData(11019)]
    public void A_history_that_once_broke_a_promise_holds(int seed) =>
        Assert.Empty(Seed.Run(seed, Flaw.None).Select(violation => violation.Report));

    [Theory]
    [MemberData(nameof(Flaws))]
    public void A_planted_flaw_is_found(Flaw flaw)
    {
        var found = Enumerable.Range(1, SeedsForAFlaw).Select(seed => Seed.Run(seed, flaw)).FirstOrDefault(violations => violations.Count > 0);
        Assert.True(found is not null, $"{flaw} is not found by {SeedsForAFlaw} seeds");
        var by = string.Join(", ", found.Select(violation => violation.Checker));
        ChaosReport.Write("planted", flaw.ToString(), new ChaosOutcome(found[0].Seed, 0, null, $"found by seed {found[0].Seed}: {by}"));
    }

    [Fact]
    public void A_seed_is_one_history()
    {
        var (first, second) = (new TrackWorld(7, Flaw.None), new TrackWorld(7, Flaw.None));
        first.Run();
        second.Run();

        // The ids a gateway gives to its messages are random; everything else of the history is the seed's.
        Assert.Equal(first.History, second.History);
        Assert.Equal(first.Broker.Race.Messages.Select(message => message.StreamSeq), second.Broker.Race.Messages.Select(message => message.StreamSeq));
        Assert.Equal(first.Live.Frames.Select(frame => (frame.Kind, frame.Seq)), second.Live.Frames.Select(frame => (frame.Kind, frame.Seq)));
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
