using System.Diagnostics;
using System.Globalization;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>A PostgreSQL data directory of ours.</summary>
/// <param name="programs">The folder with initdb and postgres.</param>
/// <param name="directory">The data directory.</param>
/// <param name="runAs">The user to become, because PostgreSQL refuses to run as root; null when we are not root.</param>
internal sealed class PostgresCluster(string programs, string directory, string? runAs)
{
    public async Task CreateIfAbsentAsync(string user, string password, bool keep, CancellationToken cancellationToken)
    {
        if (!keep && Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }

        if (File.Exists(Path.Combine(directory, "PG_VERSION")))
        {
            return;
        }

        // Made beside and renamed: an interrupted initdb leaves no half cluster to trip over.
        var fresh = directory + ".new";
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }

        StateDirectory.CreatePrivate(fresh);
        var passwordFile = fresh + ".password";
        StateDirectory.WritePrivate(passwordFile, password);
        try
        {
            if (runAs is not null)
            {
                await RunAsync("chown", [$"{runAs}:{runAs}", fresh, passwordFile], cancellationToken);
            }

            string[] arguments =
                ["-D", fresh, "-U", user, "--pwfile", passwordFile, "--auth=scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"];
            await RunAsync("setpriv", [.. ChildProcess.SetprivArguments(runAs), Path.Combine(programs, "initdb"), .. arguments], cancellationToken);
            Directory.Move(fresh, directory);
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    public LaunchSpec Launch(int port, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment) => new(
        Path.Combine(programs, "postgres"),
        [
            "-D", directory,
            "-p", port.ToString(CultureInfo.InvariantCulture),
            "-c", $"listen_addresses={PortAllocator.Host}",
            "-c", "unix_socket_directories=",
            // Seven roles with a pool each, and tests beside them.
            "-c", "max_connections=200",
            .. arguments,
        ],
        environment,
        Path.GetDirectoryName(directory)!)
    {
        User = runAs,
        // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client to leave.
        StopSignal = Signals.Interrupt,
        StopTimeout = TimeSpan.FromSeconds(30),
    };

    private async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(directory)!,
        };
        using var process = StarterThread.Start(start);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new DistributedApplicationException(
                $"{Path.GetFileName(program)} for {directory} failed ({process.ExitCode}): {error.Trim()} {(await output).Trim()}"
                + (runAs is null ? "" : $" (user {runAs} must be able to reach this folder)"));
        }
    }
}
