using System.Globalization;
using System.Net.Sockets;
using System.Text;
using BmxTiming.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(NatsServer))]

namespace BmxTiming.Tests.Support;

/// <summary>
/// A real nats-server with durable sync. One serves the whole run, with an account of its own for each test that asks;
/// a test that kills brokers starts its own with <see cref="StartOwnAsync"/>.
/// </summary>
public sealed class NatsServer : IAsyncLifetime
{
    private const int Accounts = 200;
    private static int s_nextAccount;

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = ServerProcess.FreePort();
    private readonly int _monitoringPort = ServerProcess.FreePort();
    private ServerProcess? _process;
    private string? _store;

    /// <summary>Address of the monitoring endpoint.</summary>
    public string MonitoringUrl => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_monitoringPort}");

    internal ServerProcess Process => _process ?? throw new InvalidOperationException("The server is not running.");

    /// <param name="store">Where it stores; absent = a folder that ends with it.</param>
    public static async Task<NatsServer> StartOwnAsync(string? store = null)
    {
        var server = new NatsServer { _store = store };
        await server.InitializeAsync();
        return server;
    }

    /// <summary>The url of an account that nobody else has.</summary>
    public string NewAccountUrl()
    {
        var account = Interlocked.Increment(ref s_nextAccount);
        return account <= Accounts
            ? string.Create(CultureInfo.InvariantCulture, $"nats://t{account}:test@127.0.0.1:{_port}")
            : throw new InvalidOperationException($"More than {Accounts} tests asked for an account; raise the number.");
    }

    /// <summary>The first account, for who has a server for himself: the others are counted over the whole run.</summary>
    public string OwnUrl => string.Create(CultureInfo.InvariantCulture, $"nats://t1:test@127.0.0.1:{_port}");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_folder.File("nats.conf"), Configuration());
        await StartAsync();
    }

    public async Task StartAsync()
    {
        _process = await ServerProcess.StartAsync(FindProgram(), ["-c", _folder.File("nats.conf")]);
        await Eventually.HoldsAsync(GreetsAsync, TimeSpan.FromSeconds(20), () => _process.Output);
    }

    /// <summary>Kill -9; the store stays for the next <see cref="StartAsync"/>.</summary>
    public Task KillAsync() => Process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>The server the tests run on: <c>BMX_NATS_SERVER</c>, else the one that ./bmx fetched, else the PATH's.</summary>
    internal static string FindProgram()
    {
        if (Environment.GetEnvironmentVariable("BMX_NATS_SERVER") is { Length: > 0 } given)
        {
            return given;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var fetched = Path.Combine(folder.FullName, ".tools", "nats-server");
            if (File.Exists(fetched))
            {
                return fetched;
            }
        }

        return "nats-server";
    }

    private string Configuration()
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $$"""
            listen: "127.0.0.1:{{_port}}"
            http: "127.0.0.1:{{_monitoringPort}}"
            jetstream {
              store_dir: "{{_store ?? _folder.File("store")}}"
              sync_interval: always
              max_file_store: 4TB
            }
            accounts {

            """));
        for (var i = 1; i <= Accounts; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  T{i} {{ jetstream: enabled, users: [ {{ user: t{i}, password: test }} ] }}\n");
        }

        return text.Append("}\n").ToString();
    }

    private async Task<bool> GreetsAsync()
    {
        if (_process is { IsRunning: false })
        {
            Assert.Fail("nats-server ended: " + _process.Output);
        }

        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", _port);
            var buffer = new byte[4096];
            var length = await client.GetStream().ReadAsync(buffer);
            return Encoding.UTF8.GetString(buffer, 0, length).Contains("\"jetstream\":true", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
