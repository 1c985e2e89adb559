using BmxTiming.Bench.Harness;

namespace BmxTiming.Bench.Rows;

/// <summary>Everything there is to measure, in the order in which it is measured: from the track to the results.</summary>
internal static class Catalog
{
    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new P3Parse(),
        new SpoolCommit(batch: 1, commits: 20),
        new SpoolCommit(batch: 10, commits: 20),
        new SpoolCommit(batch: 100, commits: 20),
        new SpoolRecovery(),
        new SpoolDrain(),
        new ClientFootprint(),
        IngestTracks.One,
        IngestTracks.Eight,
        new FoldDay(),
        new ReplayVerify(),
        new RebuildDay(),
    ];
}
