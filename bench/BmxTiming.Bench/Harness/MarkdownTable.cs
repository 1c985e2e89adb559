using System.Globalization;
using System.Text;

namespace BmxTiming.Bench.Harness;

/// <summary>The run for people: one table, and under it the machine it was measured on.</summary>
internal static class MarkdownTable
{
    public static string Render(RunConditions conditions, IReadOnlyList<BenchRow> rows, IReadOnlyList<FailurePart> failures)
    {
        var text = new StringBuilder();
        text.Append("| row | unit | better | baseline | product | ratio | by round | bar | stretch | result |\n");
        text.Append("|---|---|---|--:|--:|--:|---|---|---|---|\n");
        foreach (var row in rows)
        {
            var spec = row.Spec;
            text.Append(CultureInfo.InvariantCulture, $"| `{spec.Name}` | {spec.Unit} | {Lower(spec.Better)} | {Number(row.Baseline)} ")
                .Append(CultureInfo.InvariantCulture, $"| {Number(row.Product)} | {Ratio(row.Ratio)} | {ByRound(row)} ")
                .Append(CultureInfo.InvariantCulture, $"| {Bar(spec, spec.Bar)} | {Bar(spec, spec.Stretch)} | {Result(row)} |\n");
        }

        foreach (var failure in failures)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{failure.Name}` | | | | | | | | | **not measured** |\n");
        }

        var machine = conditions.Machine;
        text.Append(CultureInfo.InvariantCulture, $"\n{machine.Cpu}, {machine.Cores} cores, {machine.MemoryMib / 1024} GiB, Linux {machine.Kernel}, {machine.Dotnet}, ")
            .Append(CultureInfo.InvariantCulture, $"disk {machine.Disk}, nats-server {machine.NatsServer}, sync {machine.SyncMode}; ")
            .Append(CultureInfo.InvariantCulture, $"load {conditions.LoadBefore:0.0} before and {conditions.LoadAfter:0.0} after, steal {conditions.StealPercent:0.0} %");
        return text.Append(conditions.Contended ? "; **contended**: ratios hold, single figures are pessimistic.\n" : ".\n").ToString();
    }

    /// <summary>What there is to run, with what each row is measured against.</summary>
    public static string List(IEnumerable<RowSpec> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Name,-24} {Bar(row, row.Bar),-18} {row.Product}; baseline: {row.Baseline}\n");
        }

        return text.ToString();
    }

    private static string Result(BenchRow row) => (row.Spec.Bar, row.Pass, row.ReachesStretch) switch
    {
        (null, _, _) => "reported",
        (_, false, _) => "**below the bar**",
        (_, _, true) => "stretch",
        _ => "holds",
    };

    private static string Bar(RowSpec spec, double? bar)
    {
        if (bar is not { } value)
        {
            return "";
        }

        var sign = spec.Better == Better.Higher ? "≥" : "≤";
        return spec.Judged == Judged.Ratio ? $"{sign} {Number(value)}×" : $"{sign} {Number(value)} {spec.Unit}";
    }

    private static string ByRound(BenchRow row) => Statistics.RatiosByRound(row.Samples) is { Count: > 0 } ratios
        ? $"{Ratio(ratios.Min())} to {Ratio(ratios.Max())}"
        : "";

    private static string Ratio(double? ratio) => ratio is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.00}×") : "";

    // Four digits say all that a run can say.
    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", " ", StringComparison.Ordinal),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    private static string Lower(Better better) => better == Better.Higher ? "higher" : "lower";
}
