using System.Globalization;
using System.Runtime.InteropServices;

namespace BmxTiming.Bench.Harness;

/// <summary>What the figures were measured on.</summary>
internal sealed record Machine(string Cpu, int Cores, long MemoryMib, string Kernel, string Dotnet, string Disk, string NatsServer, string SyncMode)
{
    public static Machine Read(string folder, string natsServer, string syncMode) => new(
        FieldOf("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        FieldOf("/proc/meminfo", "MemTotal") is { } total ? long.Parse(total.Split(' ')[0], CultureInfo.InvariantCulture) / 1024 : 0,
        File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
        RuntimeInformation.FrameworkDescription,
        FileSystemOf(File.ReadLines("/proc/mounts"), folder),
        natsServer,
        syncMode);

    /// <summary>The type of the file system a folder is on: the longest mount point that holds it.</summary>
    public static string FileSystemOf(IEnumerable<string> mounts, string folder)
    {
        var best = (Length: -1, Type: "unknown");
        foreach (var line in mounts)
        {
            if (line.Split(' ') is [_, var point, var type, ..])
            {
                var holds = point == "/" || folder == point || folder.StartsWith(point + "/", StringComparison.Ordinal);
                // A later mount on the same point covers the earlier one.
                best = holds && point.Length >= best.Length ? (point.Length, type) : best;
            }
        }

        return best.Type;
    }

    private static string? FieldOf(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;
}
