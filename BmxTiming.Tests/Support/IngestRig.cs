using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>Replicas of the role ingest on one account of a broker, and a gateway's token for the usual track.</summary>
internal sealed class IngestRig : IAsyncDisposable
{
    private readonly TestTokens _tokens;
    private readonly List<TestServerHost> _replicas = [];

    private IngestRig(TrackBench bench, TestTokens tokens)
    {
        Bench = bench;
        _tokens = tokens;
    }

    public TrackBench Bench { get; }

    public IReadOnlyList<TestServerHost> Replicas => _replicas;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<IngestRig> StartAsync(
        NatsServer nats, int replicas = 1, string environment = "Development", params IReadOnlyList<(string Key, string Value)> settings)
    {
        var rig = new IngestRig(await TrackBench.StartAsync(nats.NewAccountUrl()), new TestTokens());
        var all = new Dictionary<string, string?>(rig.Bench.Settings)
        {
            ["Auth:GatewayKeys:0"] = rig._tokens.PublicKeyPath,
            ["Streams:MonitoringUrl"] = nats.MonitoringUrl,
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        for (var i = 0; i < replicas; i++)
        {
            rig._replicas.Add(await TestServerHost.StartAsync("ingest", all, environment));
        }

        return rig;
    }

    public string Token(string track = BatchJson.Track, string client = BatchJson.Client, string scope = "ingest") =>
        _tokens.Gateway(track, client, scope);

    /// <param name="token">Absent: the usual gateway's; empty: none.</param>
    public async Task<IngestReply> PostAsync(string body, string? token = null, int replica = 0, string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/ingest/batch")
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)),
        };
        if (token != "")
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Token());
        }

        using var answer = await _replicas[replica].Client.SendAsync(request, Stop);
        return await IngestReply.ReadAsync(answer);
    }

    /// <summary>Sequence numbers on the log of the usual track, in order, of one client.</summary>
    public async Task<long[]> SeqsAsync(string client = BatchJson.Client) =>
        [.. (await Bench.RawAsync(TrackId.Parse(BatchJson.Track)))
            .Select(static message => message.EventIdContext)
            .Where(context => context.ClientId.Value == client)
            .Select(static context => context.Seq)];

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }

        await Bench.DisposeAsync();
        _tokens.Dispose();
    }
}

/// <summary>An answer of ingest as a client sees it.</summary>
internal sealed record IngestReply(HttpStatusCode Status, JsonElement Body, TimeSpan? RetryAfter)
{
    public string? Code => Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    public long Number(string name) => Body.GetProperty(name).GetInt64();

    public static async Task<IngestReply> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new IngestReply(answer.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text), answer.Headers.RetryAfter?.Delta);
    }
}
