using System.Diagnostics;
using System.Net;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Tests.Support;
using NATS.Client.Core;
using Xunit;
using static BmxTiming.Tests.Chaos.ChaosCheck;
using static BmxTiming.Tests.Support.BatchJson;

namespace BmxTiming.Tests.Chaos.Cluster.Parts;

/// <summary>Row 18: a broker of three servers that loses two of them. Row 15z: a server that stands still and keeps its connections.</summary>
internal static class ClusteredBrokerRows
{
    private const int Servers = 3;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan s_withoutQuorum = TimeSpan.FromSeconds(12);

    // Two pings of three seconds unanswered, and the third is due: nine seconds on an idle machine, minutes as the library has it.
    private static readonly TimeSpan s_left = TimeSpan.FromSeconds(20);

    public static async Task QuorumLostAsync(bool planted)
    {
        var brokers = Enumerable.Range(0, Servers).Select(static _ => new BrokerProcess()).ToArray();
        try
        {
            await FormAsync(brokers);
            await using var parts = await IngestParts.StartAsync(brokers[0], streamReplicas: planted ? 1 : Servers);
            await parts.IsTakenAsync(Range(1, 10));
            var holder = (await parts.Bench.Broker.StreamInfoAsync(StreamNames.Raw, null, TestContext.Current.CancellationToken)).Cluster?.Leader;
            var others = brokers.Where(broker => broker.Name != holder).ToList();
            That(others.Count == Servers - 1, $"the raw stream is led by {holder}");
            foreach (var other in others)
            {
                await other.KillAsync();
            }

            for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < s_withoutQuorum;)
            {
                var reply = await parts.PostAsync(Range(11, 20));
                That(reply.Status == HttpStatusCode.ServiceUnavailable, $"{reply.Status} by one of three servers");
            }

            foreach (var other in others)
            {
                await other.LaunchAsync();
            }

            await parts.IsTakenAsync(Range(11, 20), (int)s_patience.TotalSeconds);
            var keys = await parts.KeysAtLastAsync(static keys => keys.Count >= 20, "the log cannot be read");
            That(keys.SequenceEqual(Numbers(1, 20).Select(static seq => (Boot, seq))), $"{keys.Count} messages on the log, 20 sent");
        }
        finally
        {
            foreach (var broker in brokers)
            {
                await broker.DisposeAsync();
            }
        }
    }

    /// <summary>The planted bug is a connection as the client library makes it.</summary>
    public static async Task StandsStillAsync(bool planted)
    {
        await using var broker = await BrokerProcess.StartNewAsync();
        var options = NatsOpts.Default with { Url = broker.Url };
        await using var connection = new NatsConnection(planted ? options : MessagingExtensions.Tune(options));
        await connection.ConnectAsync();
        await broker.Process.SignalAsync("STOP");
        await Eventually.HoldsAsync(
            () => connection.ConnectionState != NatsConnectionState.Open, s_left, () => $"the connection is {connection.ConnectionState}");
        await broker.Process.SignalAsync("CONT");
        await Eventually.HoldsAsync(
            () => connection.ConnectionState == NatsConnectionState.Open, s_patience, () => $"the connection is {connection.ConnectionState}");
    }

    /// <summary>Starts the servers, and waits until they have chosen who leads them.</summary>
    private static async Task FormAsync(BrokerProcess[] brokers)
    {
        foreach (var broker in brokers)
        {
            broker.Cluster = brokers;
            await broker.LaunchAsync();
        }

        using var http = new HttpClient();
        var said = "";
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    said = await http.GetStringAsync(new Uri($"{brokers[0].MonitoringUrl}/jsz"), TestContext.Current.CancellationToken);
                }
                catch (HttpRequestException e)
                {
                    said = e.Message;
                }

                return said.Contains("\"leader\":", StringComparison.Ordinal) && said.Contains("\"cluster_size\": 3", StringComparison.Ordinal);
            },
            s_patience,
            () => $"{said}\n{brokers[0].Process.Output}");
    }
}
