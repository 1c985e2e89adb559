using Xunit;

namespace BmxTiming.Tests.Chaos.Cluster.Kills;

public sealed class KillStormTests
{
    private static readonly Kill[] s_kills = [new("ingest", 0, 11), new("nats", 0, 12), new("ingest", 1, 13)];

    [Fact]
    public void Processes_that_only_our_kills_ended_are_no_fault() =>
        Assert.Null(KillStorm.DeathFault([("ingest", 2), ("nats", 1), ("control", 0)], s_kills));

    [Fact]
    public void A_process_that_ended_by_itself_is_found_whether_it_was_killed_as_well_or_not()
    {
        Assert.Contains("ingest ended 3 times", KillStorm.DeathFault([("ingest", 3), ("nats", 1)], s_kills), StringComparison.Ordinal);
        Assert.Contains("control ended 1 times", KillStorm.DeathFault([("ingest", 2), ("control", 1)], s_kills), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kill_that_ended_nothing_is_found() =>
        Assert.Contains("ingest ended 1 times", KillStorm.DeathFault([("ingest", 1), ("nats", 1)], s_kills), StringComparison.Ordinal);
}
