namespace BmxTiming.Bench.Harness;

/// <summary>The machine and what else it did during the run.</summary>
internal sealed record RunConditions(Machine Machine, double LoadBefore, double LoadAfter, double StealPercent)
{
    /// <summary>From here on the hypervisor took enough to be seen in the figures.</summary>
    public const double HighStealPercent = 5;

    /// <summary>
    /// More wanted to run than there are cores, or the hypervisor took a share: absolute figures are then too pessimistic. Ratios hold,
    /// because both sides had it alike, and no bar is widened.
    /// </summary>
    public bool Contended => LoadBefore > Machine.Cores || LoadAfter > Machine.Cores || StealPercent > HighStealPercent;

    public static RunConditions Of(Machine machine, LoadSample before, LoadSample after) =>
        new(machine, before.Load, after.Load, LoadSample.StealPercent(before, after));
}
