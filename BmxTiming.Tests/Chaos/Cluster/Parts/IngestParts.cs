using System.Net;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Chaos.Cluster.Parts;

/// <summary>A broker, processes of the role ingest, and the test's own hands on the log.</summary>
internal sealed class IngestParts : IAsyncDisposable
{
    private readonly TestTokens _tokens = new();
    private readonly List<RoleProcess> _ingest = [];

    private TrackBench? _bench;

    private IngestParts(BrokerProcess broker) => Broker = broker;

    public static TrackId Track { get; } = TrackId.Parse(BatchJson.Track);

    public BrokerProcess Broker { get; }

    public TrackBench Bench => _bench ?? throw new InvalidOperationException("They are not started.");

    public IReadOnlyList<RoleProcess> Ingest => _ingest;

    /// <param name="broker">Taken over, where one is given: it ends with the parts, also when they do not come up.</param>
    /// <param name="isWatched">The roles can see whether the broker syncs, and so what is durable.</param>
    /// <param name="roles">Where more than ingest is wanted.</param>
    public static async Task<IngestParts> StartAsync(
        BrokerProcess? broker = null, int replicas = 1, bool isWatched = true, string roles = "ingest", int streamReplicas = 1,
        params IReadOnlyList<(string, string)> settings)
    {
        var parts = new IngestParts(broker ?? await BrokerProcess.StartNewAsync());
        try
        {
            parts._bench = await TrackBench.StartAsync(parts.Broker.OwnUrl, streamReplicas);
            for (var i = 0; i < replicas; i++)
            {
                parts._ingest.Add(await RoleProcess.StartAsync(roles, parts.Broker.Url, [.. parts.Settings(isWatched), .. settings]));
            }

            return parts;
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    public string Token(string client = BatchJson.Client) => _tokens.Gateway(BatchJson.Track, client);

    public Task<IngestReply> PostAsync(string body, int replica = 0) => _ingest[replica].PostAsync(body, Token());

    public Task IsTakenAsync(string body, int patienceSeconds = 60)
    {
        var last = "";
        return Eventually.HoldsAsync(
            async () =>
            {
                var reply = await PostAsync(body);
                last = $"{reply.Status} {reply.Code}";
                return reply.Status == HttpStatusCode.OK;
            },
            TimeSpan.FromSeconds(patienceSeconds),
            () => last);
    }

    /// <summary>Boot and number of every message on the raw log, in its order.</summary>
    public async Task<IReadOnlyList<(string Boot, long Seq)>> KeysAsync() =>
        [.. (await Bench.RawAsync(Track)).Select(static message => (message.EventIdContext.BootId.Value, message.EventIdContext.Seq))];

    /// <summary>As <see cref="KeysAsync"/>, from a broker that may have to be asked again.</summary>
    public async Task<IReadOnlyList<(string Boot, long Seq)>> KeysAtLastAsync(
        Func<IReadOnlyList<(string Boot, long Seq)>, bool> enough, string what, int patienceSeconds = 60)
    {
        IReadOnlyList<(string, long)> keys = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    return enough(keys = await KeysAsync());
                }
                catch (Exception e) when (BrokerFailures.IsTransient(e) && !TestContext.Current.CancellationToken.IsCancellationRequested)
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(patienceSeconds),
            () => $"{what}: {keys.Count} messages on the log");
        return keys;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var role in _ingest)
        {
            await role.DisposeAsync();
        }

        await (_bench?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Broker.DisposeAsync();
        _tokens.Dispose();
    }

    private IEnumerable<(string, string)> Settings(bool isWatched)
    {
        yield return ("Auth__GatewayKeys__0", _tokens.PublicKeyPath);
        if (isWatched)
        {
            yield return ("Streams__MonitoringUrl", Broker.MonitoringUrl);
        }
    }

    /// <summary>Shortens the broker's memory for ids it has seen.</summary>
    public async Task ForgetIdsAfterAsync(TimeSpan window)
    {
        var config = (await Bench.Broker.StreamInfoAsync(StreamNames.Raw, null, TestContext.Current.CancellationToken)).Config;
        config.DuplicateWindow = window;
        await Bench.Broker.JetStream.CreateOrUpdateStreamAsync(config, TestContext.Current.CancellationToken);
    }
}
