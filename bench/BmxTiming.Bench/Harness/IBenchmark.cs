namespace BmxTiming.Bench.Harness;

/// <summary>One measurement, which may fill several rows.</summary>
internal interface IBenchmark
{
    IReadOnlyList<RowSpec> Rows { get; }

    /// <summary>Measures every row, in the order of <see cref="Rows"/>.</summary>
    Task<IReadOnlyList<BenchRow>> RunAsync(BenchContext context, CancellationToken cancellationToken);
}
