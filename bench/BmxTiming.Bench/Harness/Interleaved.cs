namespace BmxTiming.Bench.Harness;

/// <summary>
/// Runs baseline and product in turns, A-B-A-B-A, so that whatever the machine does meanwhile is done to both. The first turns of
/// each are a warm-up and are not counted: what runs for a whole race day must not be judged by code that the runtime has yet to compile.
/// </summary>
internal static class Interleaved
{
    public const int MinRounds = 5;

    public static async Task<Samples> RunAsync(
        Turns turns, Func<CancellationToken, Task<double>> baseline, Func<CancellationToken, Task<double>> product, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(turns.Rounds, MinRounds);
        ArgumentOutOfRangeException.ThrowIfLessThan(turns.WarmUps, 1);
        for (var warmUp = 0; warmUp < turns.WarmUps; warmUp++)
        {
            await baseline(cancellationToken);
            await product(cancellationToken);
        }

        var baselines = new List<double>(turns.Rounds + 1);
        var products = new List<double>(turns.Rounds);
        for (var round = 0; round < turns.Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            baselines.Add(await baseline(cancellationToken));
            products.Add(await product(cancellationToken));
        }

        baselines.Add(await baseline(cancellationToken));
        return new Samples(baselines, products);
    }

    public static Task<Samples> RunAsync(Turns turns, Func<double> baseline, Func<double> product, CancellationToken cancellationToken) =>
        RunAsync(turns, _ => Task.FromResult(baseline()), _ => Task.FromResult(product()), cancellationToken);
}

/// <param name="WarmUps">Turns of each side before the first that counts.</param>
/// <param name="Rounds">Turns of the product that count, at least <see cref="Interleaved.MinRounds"/>.</param>
internal readonly record struct Turns(int WarmUps, int Rounds);
