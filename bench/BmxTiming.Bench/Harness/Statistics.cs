namespace BmxTiming.Bench.Harness;

/// <summary>The few statistics a row needs. Medians, because one round that the machine disturbed must not move the result.</summary>
internal static class Statistics
{
    public static double Median(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            throw new ArgumentException("There is no median of nothing.", nameof(values));
        }

        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>
    /// Product over baseline of each round, the baseline being the mean of the one before and the one after it: how far the ratio
    /// itself is spread. Empty where there is no such baseline.
    /// </summary>
    public static IReadOnlyList<double> RatiosByRound(Samples samples)
    {
        if (samples.Baseline.Count != samples.Product.Count + 1)
        {
            return [];
        }

        var ratios = new List<double>(samples.Product.Count);
        for (var i = 0; i < samples.Product.Count; i++)
        {
            var around = (samples.Baseline[i] + samples.Baseline[i + 1]) / 2;
            if (around > 0)
            {
                ratios.Add(samples.Product[i] / around);
            }
        }

        return ratios;
    }
}
