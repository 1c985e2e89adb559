namespace BmxTiming.Bench.Harness;

/// <summary>
/// Runs baseline and product in turns, A-B-A-B-A, so that whatever the machine does meanwhile is done to both. The first turn of each
/// is a warm-up and is not counted.
/// </summary>
internal static class Interleaved
{
    public const int MinRounds = 5;

    public static async Task<Samples> RunAsync(
        int rounds, Func<CancellationToken, Task<double>> baseline, Func<CancellationToken, Task<double>> product, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, MinRounds);
        await baseline(cancellationToken);
        await product(cancellationToken);
        var baselines = new List<double>(rounds + 1);
        var products = new List<double>(rounds);
        for (var round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            baselines.Add(await baseline(cancellationToken));
            products.Add(await product(cancellationToken));
        }

        baselines.Add(await baseline(cancellationToken));
        return new Samples(baselines, products);
    }

    public static Task<Samples> RunAsync(int rounds, Func<double> baseline, Func<double> product, CancellationToken cancellationToken) =>
        RunAsync(rounds, _ => Task.FromResult(baseline()), _ => Task.FromResult(product()), cancellationToken);
}
