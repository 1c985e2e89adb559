using System.Diagnostics;
using System.Globalization;
using BmxTiming.Bench.Harness;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BmxTiming.Bench.Stack;

/// <summary>A real PostgreSQL with the product's schema, and the product's own hands on it.</summary>
internal sealed class PostgresStore : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly IHost _host;

    private PostgresStore(ChildProcess process, IHost host) => (_process, _host) = (process, host);

    public DocumentSessions Sessions => _host.Services.GetRequiredService<DocumentSessions>();

    public NpgsqlDataSource Source => _host.Services.GetRequiredService<NpgsqlDataSource>();

    public static async Task<PostgresStore> StartAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var folder = workspace.NewFolder("postgres");
        var data = Path.Combine(folder, "data");
        if (IsRoot)
        {
            await RunAsync("chmod", ["o+x", workspace.Root], cancellationToken);
            await RunAsync("chown", ["postgres", folder], cancellationToken);
        }

        await RunAsync(As, [.. AsArguments, Program("initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"], cancellationToken);
        var port = ChildProcess.FreePort();
        var process = await ChildProcess.StartAsync(
            As,
            [.. AsArguments, Program("postgres"), "-D", data, "-p", port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]);
        var connection = string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres");
        await process.ReadyAsync("postgres", token => AcceptsAsync(connection, token), cancellationToken);

        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:timing", connection)]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddStorage(StoredDocuments.All());
        var store = new PostgresStore(process, builder.Build());
        await store._host.Services.GetRequiredService<StorageProvisioner>().ProvisionAsync(cancellationToken);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _process.DisposeAsync();
    }

    // PostgreSQL refuses to run as root.
    private static bool IsRoot => Environment.UserName == "root";

    private static string As => IsRoot ? "setpriv" : "/usr/bin/env";

    private static string[] AsArguments => IsRoot ? ["--reuid", "postgres", "--regid", "postgres", "--init-groups"] : [];

    private static string Program(string name) =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(static folder => folder, StringComparer.Ordinal)
                .Select(folder => Path.Combine(folder, "bin", name)).FirstOrDefault(File.Exists) ?? name
            : name;

    private static async Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new MeasurementException($"{program} did not start");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new MeasurementException($"{program} ended with {process.ExitCode}: {await output} {await errors}");
        }
    }

    private static async Task<bool> AcceptsAsync(string connection, CancellationToken cancellationToken)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(connection);
            await using var command = source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
