using System.Globalization;
using System.Net.Sockets;
using System.Text;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Chaos.Cluster.Parts;

/// <summary>A nats-server of a row's own: its disk, its sync and its rights can be changed, and several can be a cluster.</summary>
internal sealed class BrokerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = ServerProcess.FreePort();
    private readonly int _monitoringPort = ServerProcess.FreePort();
    private readonly int _clusterPort = ServerProcess.FreePort();
    private ServerProcess? _process;
    private bool _isDisposed;

    /// <param name="store">Where it stores; absent = a folder that ends with it.</param>
    public BrokerProcess(string? store = null) => Store = store ?? _folder.File("store");

    public string Store { get; set; }

    /// <summary>Off: it syncs after two minutes, as a broker does that nobody told to sync.</summary>
    public bool SyncsAlways { get; set; } = true;

    /// <summary>What the roles may not publish.</summary>
    public string? Denied { get; set; }

    /// <summary>The servers of its cluster; empty = it is alone.</summary>
    public IReadOnlyList<BrokerProcess> Cluster { get; set; } = [];

    /// <summary>No other has it: a server that was left behind on the same port is not taken for this one.</summary>
    public string Name { get; } = $"n{Guid.NewGuid():N}";

    /// <summary>As the roles come.</summary>
    public string Url => UrlsOf("role");

    /// <summary>As the test comes, who may do all.</summary>
    public string OwnUrl => UrlsOf("test");

    public string MonitoringUrl => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_monitoringPort}");

    public ServerProcess Process => _process ?? throw new InvalidOperationException("It is not started.");

    public static async Task<BrokerProcess> StartNewAsync(string? store = null)
    {
        var broker = new BrokerProcess(store);
        try
        {
            await broker.StartAsync();
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    public async Task StartAsync()
    {
        await LaunchAsync();
        await Eventually.HoldsAsync(GreetsAsync, s_patience, () => Process.Output);
    }

    /// <summary>Does not wait for it: a server of a cluster has nothing to say before it is not alone.</summary>
    public async Task LaunchAsync()
    {
        await File.WriteAllTextAsync(_folder.File("nats.conf"), Configuration());
        await (_process?.DisposeAsync() ?? ValueTask.CompletedTask);
        _process = await ServerProcess.StartAsync(NatsServer.FindProgram(), ["-c", _folder.File("nats.conf")]);
    }

    /// <summary>Takes over changed rights without a restart.</summary>
    public async Task ReloadAsync()
    {
        await File.WriteAllTextAsync(_folder.File("nats.conf"), Configuration());
        await Process.SignalAsync("HUP");
    }

    public Task KillAsync() => Process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return; // Whoever made it, and whoever took it over.
        }

        _isDisposed = true;
        await (_process?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    private string UrlsOf(string user) => Cluster.Count == 0 ? UrlOf(user) : string.Join(',', Cluster.Select(peer => peer.UrlOf(user)));

    private string UrlOf(string user) => string.Create(CultureInfo.InvariantCulture, $"nats://{user}:test@127.0.0.1:{_port}");

    private string Configuration()
    {
        var rights = Denied is null ? "" : $", permissions: {{ publish: {{ deny: [\"{Denied}\"] }} }}";
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $$"""
            server_name: "{{Name}}"
            listen: "127.0.0.1:{{_port}}"
            http: "127.0.0.1:{{_monitoringPort}}"
            jetstream {
              store_dir: "{{Store}}"
              sync_interval: {{(SyncsAlways ? "always" : "2m")}}
              max_file_store: 4TB
            }
            authorization {
              users: [ { user: test, password: test }, { user: role, password: test{{rights}} } ]
            }

            """));
        if (Cluster.Count > 0)
        {
            var routes = string.Join(
                ", ", Cluster.Select(static peer => string.Create(CultureInfo.InvariantCulture, $"\"nats://127.0.0.1:{peer._clusterPort}\"")));
            text.Append(
                CultureInfo.InvariantCulture, $"cluster {{ name: \"rows\", listen: \"127.0.0.1:{_clusterPort}\", routes: [ {routes} ] }}\n");
        }

        return text.ToString();
    }

    private async Task<bool> GreetsAsync()
    {
        Assert.True(Process.IsRunning, "nats-server ended: " + Process.Output);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", _port, TestContext.Current.CancellationToken);
            var buffer = new byte[4096];
            var length = await client.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken);
            var greeting = Encoding.UTF8.GetString(buffer, 0, length);
            return greeting.Contains(Name, StringComparison.Ordinal) && greeting.Contains("\"jetstream\":true", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
