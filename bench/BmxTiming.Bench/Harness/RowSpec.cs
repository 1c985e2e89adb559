namespace BmxTiming.Bench.Harness;

/// <summary>What a row measures, against what, and which bar it has to reach.</summary>
/// <param name="Name">Lower case with hyphens; the filter of the command line looks in it.</param>
/// <param name="Unit">Unit of the two figures, such as <c>records/s</c>.</param>
/// <param name="Better">Which way is better, for figures and bar alike.</param>
/// <param name="Baseline">What the baseline does, in a few words.</param>
/// <param name="Product">What is measured of ours, in a few words.</param>
internal sealed record RowSpec(string Name, string Unit, Better Better, string Baseline, string Product)
{
    /// <summary>What the bar is about; mostly the ratio, since a figure alone says as much about the machine as about us.</summary>
    public Judged Judged { get; init; } = Judged.Ratio;

    /// <summary>Null: reported only.</summary>
    public double? Bar { get; init; }

    public double? Stretch { get; init; }

    public bool Reaches(double? value, double? bar) => bar is null || (Better == Better.Higher ? value >= bar : value <= bar);
}

internal enum Better
{
    Higher,
    Lower,
}

internal enum Judged
{
    /// <summary>Product divided by baseline.</summary>
    Ratio,

    /// <summary>The product's own figure.</summary>
    Product,
}
