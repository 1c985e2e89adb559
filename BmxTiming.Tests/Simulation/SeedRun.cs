using System.Collections.Concurrent;
using System.Globalization;

namespace BmxTiming.Tests.Simulation;

/// <summary>Runs many histories, one on each processor.</summary>
internal static class SeedRun
{
    private const int ProgressEvery = 100;
    private const int SeedsNamed = 10;

    /// <summary>Lines for people who wait, one every few hundred histories; set by <c>./bmx chaos seeds</c>.</summary>
    private static readonly string? s_progress = Environment.GetEnvironmentVariable("BMX_CHAOS_PROGRESS");

    public static IReadOnlyCollection<Violation> Of(IReadOnlyList<int> seeds, Flaw flaw, CancellationToken cancellationToken)
    {
        var violations = new ConcurrentBag<Violation>();
        var done = 0;
        Parallel.ForEach(
            seeds,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            seed =>
            {
                foreach (var violation in Seed.Run(seed, flaw, whole: seeds.Count == 1))
                {
                    violations.Add(violation);
                }

                if (Interlocked.Increment(ref done) is var count && count % ProgressEvery == 0 && s_progress is not null)
                {
                    lock (violations)
                    {
                        File.AppendAllText(s_progress, string.Create(CultureInfo.InvariantCulture, $"{count} of {seeds.Count} seeds, {violations.Count} violations {string.Join(' ', violations.Select(violation => violation.Seed).Distinct().Take(SeedsNamed))}\n"));
                    }
                }
            });
        return violations;
    }
}
