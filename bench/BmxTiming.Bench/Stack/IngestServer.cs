using System.Globalization;

namespace BmxTiming.Bench.Stack;

/// <summary>The server with the role ingest, as a process of its own.</summary>
internal sealed class IngestServer : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private IngestServer(ChildProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<IngestServer> StartAsync(NatsBroker nats, GatewayKeys keys, CancellationToken cancellationToken)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ChildProcess.FreePort()}"));
        var process = await ChildProcess.StartAsync(
            "dotnet",
            [Programs.Server],
            new Dictionary<string, string>
            {
                ["Server__Roles"] = "ingest",
                ["ConnectionStrings__nats"] = nats.Url,
                ["Streams__MonitoringUrl"] = nats.Monitoring.AbsoluteUri,
                ["Auth__GatewayKeys__0"] = keys.WritePublicKey(),
                ["ASPNETCORE_URLS"] = address.AbsoluteUri,
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Logging__LogLevel__Default"] = "Warning",
                // What the lane can do is asked here, not what one gateway may.
                ["Ingest__BatchesPerSecond"] = "100000",
                ["Ingest__BurstBatches"] = "100000",
            });
        var server = new IngestServer(process, address);
        await process.ReadyAsync("ingest", server.IsHealthyAsync, cancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<bool> IsHealthyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var http = new HttpClient();
            using var answer = await http.GetAsync(new Uri(Address, "/health"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
