namespace BmxTiming.Bench.Harness;

/// <summary>A measured row.</summary>
/// <param name="Note">What a reader must know beside the figures, or null.</param>
internal sealed record BenchRow(RowSpec Spec, Samples Samples, string? Note = null)
{
    public double Baseline => Statistics.Median(Samples.Baseline);

    public double Product => Statistics.Median(Samples.Product);

    /// <summary>Product over baseline, of the medians; null where the baseline is zero.</summary>
    public double? Ratio => Baseline == 0 ? null : Product / Baseline;

    public double? JudgedValue => Spec.Judged == Judged.Ratio ? Ratio : Product;

    public bool Pass => Spec.Reaches(JudgedValue, Spec.Bar);

    public bool ReachesStretch => Spec.Stretch is not null && Spec.Reaches(JudgedValue, Spec.Stretch);
}
