using System.Globalization;
using BmxTiming.Bench.Harness;
using NATS.Client.Core;

namespace BmxTiming.Bench.Stack;

/// <summary>A real nats-server that syncs every write before it acknowledges: the only mode in which acknowledged means durable.</summary>
internal sealed class NatsBroker : IAsyncDisposable
{
    public const string SyncMode = "always";

    private readonly ChildProcess _process;

    private NatsBroker(ChildProcess process, string url, Uri monitoring) => (_process, Url, Monitoring) = (process, url, monitoring);

    public string Url { get; }

    public Uri Monitoring { get; }

    public static async Task<NatsBroker> StartAsync(string program, Workspace workspace, CancellationToken cancellationToken)
    {
        var folder = workspace.NewFolder("nats");
        var (port, monitoringPort) = (ChildProcess.FreePort(), ChildProcess.FreePort());
        var configuration = Path.Combine(folder, "nats.conf");
        await File.WriteAllTextAsync(
            configuration,
            string.Create(CultureInfo.InvariantCulture, $$"""
                listen: "127.0.0.1:{{port}}"
                http: "127.0.0.1:{{monitoringPort}}"
                jetstream {
                  store_dir: "{{folder}}"
                  sync_interval: {{SyncMode}}
                  max_file_store: 1TB
                }
                """),
            cancellationToken);
        var process = await ChildProcess.StartAsync(program, ["-c", configuration]);
        var url = string.Create(CultureInfo.InvariantCulture, $"nats://127.0.0.1:{port}");
        var broker = new NatsBroker(process, url, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{monitoringPort}")));
        await process.ReadyAsync("nats-server", broker.AnswersAsync, cancellationToken);
        return broker;
    }

    public NatsConnection Connect() => new(NatsOpts.Default with { Url = Url, Name = "bench" });

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = Connect();
            await connection.ConnectAsync();
            return connection.ServerInfo?.JetStreamAvailable == true;
        }
        catch (NatsException)
        {
            return false;
        }
    }
}
