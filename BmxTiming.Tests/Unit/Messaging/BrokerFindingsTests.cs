using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using Xunit;

namespace BmxTiming.Tests.Unit.Messaging;

public sealed class BrokerFindingsTests
{
    private const long MinFree = 1_000;

    private static readonly BrokerFacts s_good = new(
        "id", new Version(2, 15, 1), SyncAlways: true, new StoreFacts("/store", 10, 1_000_000, 5_000),
        [new StreamFacts(StreamNames.Raw, OnFile: true, 3, 10, 1_000)], []);

    [Fact]
    public void A_broker_as_it_should_be_has_no_finding() => Assert.Empty(Codes(s_good));

    [Theory]
    [InlineData("2.9.10", "Breach server_too_old")]
    [InlineData("2.10.22", "Breach server_too_old")]
    [InlineData("2.10.27", "Note no_atomic_batches")]
    [InlineData("2.12.0", "")]
    public void The_version_decides_what_can_be_relied_on(string version, string expected) =>
        Assert.Equal(expected, string.Join(", ", Codes(s_good with { Version = Version.Parse(version) })));

    [Fact]
    public void What_is_not_known_counts_as_not_promised()
    {
        Assert.Equal(["Breach sync_unknown", "Note space_unknown"], Codes(s_good with { SyncAlways = null, Store = null }));
        Assert.Equal(["Breach not_synced"], Codes(s_good with { SyncAlways = false }));
        Assert.Equal(["Note disk_unknown"], Codes(s_good with { Store = s_good.Store! with { DiskFreeBytes = null } }));
    }

    [Fact]
    public void Little_space_is_an_alarm_before_there_is_none()
    {
        Assert.Equal(["Warning store_nearly_full"], Codes(s_good with { Store = s_good.Store! with { UsedBytes = 950_000 } }));
        Assert.Equal(["Warning disk_nearly_full"], Codes(s_good with { Store = s_good.Store! with { DiskFreeBytes = MinFree - 1 } }));
        Assert.Equal(["Warning kept_shorter"], Codes(With(stream => stream with { Bytes = 950 })));
    }

    [Fact]
    public void A_stream_in_memory_or_of_one_copy_or_of_another_shape_is_told()
    {
        Assert.Equal(["Breach in_memory"], Codes(With(stream => stream with { OnFile = false })));
        Assert.Equal(["Note one_copy"], Codes(With(stream => stream with { Replicas = 1 })));
        Assert.Equal(["Breach not_as_provisioned"], Codes(s_good with { Differences = ["x"] }));
    }

    private static BrokerFacts With(Func<StreamFacts, StreamFacts> change) => s_good with { Streams = [change(s_good.Streams[0])] };

    private static IEnumerable<string> Codes(BrokerFacts facts) =>
        BrokerFindings.Of(facts, MinFree).Select(static finding => $"{finding.Kind} {finding.Code}");
}
