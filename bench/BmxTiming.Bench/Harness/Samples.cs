namespace BmxTiming.Bench.Harness;

/// <summary>What the rounds gave, in the order they ran: the baseline once more than the product, around and between its rounds.</summary>
internal sealed record Samples(IReadOnlyList<double> Baseline, IReadOnlyList<double> Product)
{
    /// <summary>A bar that stands on the product alone, beside a figure that needs no measuring.</summary>
    public static Samples AgainstConstant(double baseline, IReadOnlyList<double> product) => new([baseline], product);

    public Samples Select(Func<double, double> convert) => new([.. Baseline.Select(convert)], [.. Product.Select(convert)]);
}
