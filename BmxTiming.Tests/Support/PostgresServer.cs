using System.Diagnostics;
using System.Globalization;
using BmxTiming.Tests.Support;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace BmxTiming.Tests.Support;

/// <summary>A real PostgreSQL, started when the first test asks for a database.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Password = "test";
    private static int s_nextDatabase;

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = ServerProcess.FreePort();
    private readonly SemaphoreSlim _starting = new(1);
    private ServerProcess? _process;

    internal ServerProcess Process => _process ?? throw new InvalidOperationException("The server is not running.");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public static async Task<PostgresServer> StartOwnAsync()
    {
        var server = new PostgresServer();
        await server.EnsureStartedAsync();
        return server;
    }

    /// <summary>A database of the caller's own, a copy of <paramref name="template"/> where one is given.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> NewDatabaseAsync(string? template = null)
    {
        await EnsureStartedAsync();
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref s_nextDatabase)}");
        await ExecuteAsync($"create database {name}" + (template is null ? "" : $" template {template}"));
        return ConnectionString(name);
    }

    public string ConnectionString(string database) => string.Create(
        CultureInfo.InvariantCulture,
        $"Host=127.0.0.1;Port={_port};Username=postgres;Password={Password};Database={database};Timeout=5;Maximum Pool Size=20");

    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task EnsureStartedAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (_process is null)
            {
                await InitializeClusterAsync();
                await StartAsync();
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    public async Task StartAsync()
    {
        _process = await ServerProcess.StartAsync(
            As("setpriv"),
            [.. AsArguments(), Path.Combine(Binaries(), "postgres"), "-D", _folder.File("data"), "-p",
                _port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
                "-c", "max_connections=200"]);
        await Eventually.HoldsAsync(AcceptsAsync, TimeSpan.FromSeconds(30), () => _process.Output);
    }

    public Task KillAsync() => Process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            if (_process.IsRunning)
            {
                await _process.SignalAsync("QUIT");
                await _process.WaitForExitAsync();
            }

            await _process.DisposeAsync();
        }

        _starting.Dispose();
        _folder.Dispose();
    }

    // PostgreSQL refuses to run as root; the folder must then belong to the user it runs as.
    private static bool IsRoot => Environment.UserName == "root";

    private static string As(string program) => IsRoot ? program : "/usr/bin/env";

    private static string[] AsArguments() => IsRoot ? ["--reuid", "postgres", "--regid", "postgres", "--init-groups"] : [];

    private static string Binaries() =>
        Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => folder, StringComparer.Ordinal)
            .Select(folder => Path.Combine(folder, "bin")).First(folder => File.Exists(Path.Combine(folder, "initdb")));

    private async Task InitializeClusterAsync()
    {
        await File.WriteAllTextAsync(_folder.File("password"), Password);
        if (IsRoot)
        {
            await RunAsync("chown", ["-R", "postgres", _folder.Path]);
        }

        await RunAsync(
            As("setpriv"),
            [.. AsArguments(), Path.Combine(Binaries(), "initdb"), "-D", _folder.File("data"), "-U", "postgres", "-A", "scram-sha-256",
                "--pwfile", _folder.File("password"), "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
    }

    private static async Task RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = System.Diagnostics.Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output} {await errors}");
        }
    }

    private async Task<bool> AcceptsAsync()
    {
        if (_process is { IsRunning: false })
        {
            Assert.Fail("PostgreSQL ended: " + _process.Output);
        }

        try
        {
            await ExecuteAsync("select 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
