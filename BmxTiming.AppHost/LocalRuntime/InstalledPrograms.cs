using System.Diagnostics;
using System.Text.RegularExpressions;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>The programs this machine has, and where.</summary>
internal sealed partial class InstalledPrograms(string checkout, Func<string, string?> environment)
{
    /// <summary>
    /// The oldest nats-server that keeps our promises. Older ones ignore <c>filter_subjects</c> without a word, refuse
    /// <c>sync_interval</c>, or could lose a stream when killed (fixed in 2.10.23).
    /// </summary>
    public static readonly Version OldestNats = new(2, 10, 27);

    private readonly Dictionary<string, string?> found = new(StringComparer.Ordinal);

    public string Dotnet => environment("DOTNET_HOST_PATH") is { Length: > 0 } path && File.Exists(path) ? path : Find("dotnet") ?? "dotnet";

    /// <summary>A new enough nats-server, or null with the reason in <paramref name="problem"/>.</summary>
    public string? FindNats(out string problem)
    {
        var oldest = Version.TryParse(environment("BMX_NATS_MIN"), out var asked) ? asked : OldestNats;
        var seen = new List<string>();
        foreach (var candidate in NatsCandidates())
        {
            var version = NatsVersion(candidate);
            if (version is not null && version >= oldest)
            {
                problem = "";
                return candidate;
            }

            seen.Add($"{candidate} is {(version is null ? "not a nats-server" : version.ToString())}");
        }

        problem = $"nats-server {oldest} or newer ({(seen.Count == 0 ? "none found" : string.Join("; ", seen))})";
        return null;
    }

    /// <summary>The folder with PostgreSQL's own programs (initdb, postgres) of the newest version here, or null.</summary>
    public string? FindPostgres()
    {
        if (environment("BMX_POSTGRES_BIN") is { Length: > 0 } given)
        {
            return IsPostgres(given) ? given : null;
        }

        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian)
            ? Directory.GetDirectories(debian).OrderByDescending(path => int.TryParse(Path.GetFileName(path), out var major) ? major : 0)
            : Enumerable.Empty<string>();
        return versions.Select(path => Path.Combine(path, "bin")).FirstOrDefault(IsPostgres)
            ?? (Find("initdb") is { } initdb && Path.GetDirectoryName(initdb) is { } folder && IsPostgres(folder) ? folder : null);
    }

    /// <summary>A program by its name on PATH, or by its path.</summary>
    public string? Find(string command)
    {
        if (!found.TryGetValue(command, out var path))
        {
            var folders = (environment("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Append("/usr/sbin").Append("/sbin");
            path = command.Contains('/', StringComparison.Ordinal)
                ? (File.Exists(command) ? Path.GetFullPath(command) : null)
                : folders.Select(folder => Path.Combine(folder, command)).FirstOrDefault(File.Exists);
            found[command] = path;
        }

        return path;
    }

    private static bool IsPostgres(string folder) => File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb"));

    private static Version? NatsVersion(string path)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, "--version") { RedirectStandardOutput = true, RedirectStandardError = true });
            var match = VersionPattern().Match(process!.StandardOutput.ReadToEnd());
            process.WaitForExit();
            return match.Success ? Version.Parse(match.Groups[1].Value) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // Not executable here: the caller names it.
        }
    }

    private IEnumerable<string> NatsCandidates()
    {
        if (environment("BMX_NATS_SERVER") is { Length: > 0 } given)
        {
            return File.Exists(given) ? [given] : [];
        }

        return new[] { Path.Combine(checkout, ".tools", "nats-server"), Find("nats-server") }.OfType<string>().Where(File.Exists).Distinct();
    }

    [GeneratedRegex(@"nats-server: v(\d+\.\d+\.\d+)")]
    private static partial Regex VersionPattern();
}
