using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Simulation;

/// <summary>Many histories of one track. A failure names its seed; the seed is the bug report.</summary>
public sealed class SeedTests
{
    private const int Seeds = 400;

    [Fact]
    public void No_history_breaks_a_promise()
    {
        var undisturbed = Checkers.Outcomes(Undisturbed());
        Assert.Equal(2, undisturbed.Count);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var violation = Violation(seed, Flaw.None, undisturbed);
            Assert.True(violation is null, $"seed {seed}: {violation?.Message}");
        }
    }

    [Theory]
    [InlineData(Flaw.EngineWithoutFence)]
    [InlineData(Flaw.AcknowledgeBeforeAppend)]
    [InlineData(Flaw.LaneForgetsAtRestart)]
    public void A_planted_flaw_is_found(Flaw flaw)
    {
        var undisturbed = Checkers.Outcomes(Undisturbed());
        Assert.Contains(Enumerable.Range(1, Seeds), seed => Violation(seed, flaw, undisturbed) is not null);
    }

    [Fact]
    public void A_seed_is_one_history()
    {
        var first = Run(7, Flaw.None);
        var second = Run(7, Flaw.None);

        // Message ids are random; everything else of the history is the seed's.
        Assert.Equal(
            first.Store.Events.Messages.Select(m => (m.RawSeq, m.Ordinal, m.RaceSeq)),
            second.Store.Events.Messages.Select(m => (m.RawSeq, m.Ordinal, m.RaceSeq)));
        Assert.Equal(first.Captured, second.Captured);
    }

    private static SimulationViolation? Violation(int seed, Flaw flaw, IReadOnlyList<string> undisturbed)
    {
        try
        {
            var world = Run(seed, flaw);
            Checkers.NothingIsLostDoubledOrReordered(world);
            Checkers.EventsAreTheFoldOfTheLog(world);
            Checkers.OutcomesEqual(world, undisturbed);
            return null;
        }
        catch (SimulationViolation violation)
        {
            return violation;
        }
    }

    private static TrackWorld Run(int seed, Flaw flaw)
    {
        var world = new TrackWorld(seed, flaw, Script());
        world.Run();
        return world;
    }

    private static TrackWorld Undisturbed()
    {
        var world = new TrackWorld(0, Flaw.None, Script(), faults: false);
        world.Run();
        return world;
    }

    private static List<BmxTiming.Server.RaceEngine.Shell.RawRecord> Script()
    {
        var log = new RawLogBuilder();
        RaceScripts.CleanRace(log);
        RaceScripts.CleanRace(log, "moto-2", startMs: 60_000);
        return log.Records;
    }
}
