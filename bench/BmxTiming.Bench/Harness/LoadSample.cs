using System.Globalization;

namespace BmxTiming.Bench.Harness;

/// <summary>How busy the machine was at one moment: its load over the last minute, and processor time spent and stolen since boot.</summary>
/// <param name="StolenTicks">Time in which this virtual machine could have run and another one did.</param>
internal readonly record struct LoadSample(double Load, long TotalTicks, long StolenTicks)
{
    public static LoadSample Read() => Parse(File.ReadAllText("/proc/loadavg"), File.ReadLines("/proc/stat").First());

    public static LoadSample Parse(string loadavg, string cpuLine)
    {
        const int steal = 7;
        const int counted = 8; // guest time, behind these, is in user time already
        var ticks = cpuLine.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(counted)
            .Select(static field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        return new LoadSample(
            double.Parse(loadavg.Split(' ')[0], CultureInfo.InvariantCulture), ticks.Sum(), ticks.Length > steal ? ticks[steal] : 0);
    }

    /// <summary>Stolen share of the processor time between two samples, in percent.</summary>
    public static double StealPercent(LoadSample before, LoadSample after) =>
        after.TotalTicks == before.TotalTicks ? 0 : 100.0 * (after.StolenTicks - before.StolenTicks) / (after.TotalTicks - before.TotalTicks);
}
