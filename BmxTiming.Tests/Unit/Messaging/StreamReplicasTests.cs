using BmxTiming.Server.Platform.Messaging;
using NATS.Client.JetStream.Models;
using NATS.Client.KeyValueStore;
using Xunit;

namespace BmxTiming.Tests.Unit.Messaging;

/// <summary>How many servers of a broker keep a stream: more than asked for is well, and fewer than today would weaken it.</summary>
public sealed class StreamReplicasTests
{
    private static readonly NatsKVConfig s_bucket = new("LEASES") { NumberOfReplicas = 3 };

    [Theory]
    [InlineData(1, 3, "RAW.replicas is 1, must be 3")]
    [InlineData(3, 3)]
    [InlineData(3, 1)]
    public void A_stream_needs_as_many_as_are_asked_for(int actual, int wanted, params string[] differences) =>
        Assert.Equal(differences, StreamComparison.Differences(Stream(actual), Stream(wanted)));

    [Theory]
    [InlineData(1, "LEASES.replicas is 1, must be 3")]
    [InlineData(3)]
    [InlineData(5)]
    public void A_bucket_needs_as_many_as_are_asked_for(int actual, params string[] differences) =>
        Assert.Equal(
            differences,
            StreamComparison.Differences(Stream(actual), s_bucket).Where(static each => each.Contains("replicas", StringComparison.Ordinal)));

    [Theory]
    [InlineData(3, 1, "RAW.replicas would shrink from 3 to 1")]
    [InlineData(1, 3)]
    [InlineData(1, 0)]
    public void Fewer_than_today_would_weaken(int actual, int wanted, params string[] weaker) =>
        Assert.Equal(weaker, StreamComparison.Weakened(Stream(actual), Stream(wanted)));

    private static StreamConfig Stream(int replicas) => new("RAW", ["raw.>"]) { NumReplicas = replicas };
}
