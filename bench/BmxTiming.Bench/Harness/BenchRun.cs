using System.Net.Sockets;
using NATS.Client.Core;

namespace BmxTiming.Bench.Harness;

/// <summary>Runs what the command line picks and tells how it went. Exit codes: 0 all bars hold, 1 one does not, 2 usage or a missing part.</summary>
internal sealed class BenchRun(IReadOnlyList<IBenchmark> catalog, TextWriter output, TextWriter messages)
{
    public const int Good = 0;
    public const int Finding = 1;
    public const int Usage = 2;

    /// <param name="args">The command line.</param>
    /// <param name="context">What benchmarks share; asked for only when something is measured.</param>
    /// <param name="machine">What the run is measured on.</param>
    public async Task<int> RunAsync(
        IReadOnlyList<string> args, Func<BenchContext> context, Func<BenchContext, Machine> machine, CancellationToken cancellationToken)
    {
        var (arguments, error) = BenchArguments.Parse(args);
        if (arguments is null)
        {
            return await RefuseAsync(error!);
        }

        var picked = catalog.Where(benchmark => benchmark.Rows.Any(arguments.Picks)).ToArray();
        if (picked.Length == 0)
        {
            return await RefuseAsync($"no row contains '{arguments.Name}'; --list shows them");
        }

        if (arguments.List)
        {
            await output.WriteAsync(MarkdownTable.List(catalog.SelectMany(static benchmark => benchmark.Rows).Where(arguments.Picks)));
            return Good;
        }

        await using var shared = context();
        var before = LoadSample.Read();
        var rows = new List<BenchRow>();
        var failures = new List<FailurePart>();
        foreach (var benchmark in picked)
        {
            await MeasureAsync(benchmark, arguments, shared, rows, failures, cancellationToken);
        }

        var conditions = RunConditions.Of(machine(shared), before, LoadSample.Read());
        await output.WriteAsync(MarkdownTable.Render(conditions, rows, failures));
        if (arguments.JsonFile is { } file)
        {
            await File.WriteAllBytesAsync(file, BenchReport.Of(conditions, rows, failures).ToJson(), cancellationToken);
        }

        return failures.Count == 0 && rows.TrueForAll(static row => row.Pass) ? Good : Finding;
    }

    private async Task MeasureAsync(
        IBenchmark benchmark, BenchArguments arguments, BenchContext shared, List<BenchRow> rows, List<FailurePart> failures,
        CancellationToken cancellationToken)
    {
        var names = string.Join(", ", benchmark.Rows.Where(arguments.Picks).Select(static row => row.Name));
        await messages.WriteLineAsync($"bench: {names}");
        try
        {
            rows.AddRange((await benchmark.RunAsync(shared, cancellationToken)).Where(row => arguments.Picks(row.Spec)));
        }
        catch (Exception e) when (e is not OperationCanceledException && IsOperating(e))
        {
            // The other rows are still worth having; this one counts as a finding.
            await messages.WriteLineAsync($"bench: {names}: {e.GetType().Name}: {e.Message}");
            failures.AddRange(benchmark.Rows.Where(arguments.Picks).Select(row => new FailurePart(row.Name, e.Message)));
        }
    }

    private static bool IsOperating(Exception e) =>
        e is IOException or HttpRequestException or SocketException or NatsException or TimeoutException or MeasurementException or Npgsql.NpgsqlException;

    private async Task<int> RefuseAsync(string error)
    {
        await messages.WriteLineAsync($"bench: {error}");
        await messages.WriteLineAsync(BenchArguments.Usage);
        return Usage;
    }
}
