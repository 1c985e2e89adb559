using BmxTiming.Bench.Harness;

namespace BmxTiming.Bench.Stack;

/// <summary>Where the programs under test stand: our own in their own output folders, as they are run for real.</summary>
internal static class Programs
{
    private const string OwnFolder = "bench/BmxTiming.Bench";

    public static string Server => Assembly("BmxTiming.Server");

    public static string TrackClient => Assembly("BmxTiming.TrackClient");

    public static string Self => Path.Combine(AppContext.BaseDirectory, "BmxTiming.Bench.dll");

    /// <summary><c>BMX_NATS_SERVER</c>, else the one that ./bmx fetched, else the PATH's.</summary>
    public static string NatsServer()
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

    private static string Assembly(string project)
    {
        var path = Path.Combine(AppContext.BaseDirectory.Replace(OwnFolder, project, StringComparison.Ordinal), project + ".dll");
        return File.Exists(path) ? path : throw new MeasurementException($"{project} is not built beside the benchmarks");
    }
}
