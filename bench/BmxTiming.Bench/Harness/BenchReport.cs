using System.Text.Json;
using System.Text.Json.Serialization;

namespace BmxTiming.Bench.Harness;

/// <summary>What <c>--json</c> writes.</summary>
internal sealed record BenchReport(bool Contended, EnvironmentPart Environment, IReadOnlyList<RowPart> Rows, IReadOnlyList<FailurePart> Failures)
{
    public static BenchReport Of(RunConditions conditions, IReadOnlyList<BenchRow> rows, IReadOnlyList<FailurePart> failures)
    {
        var machine = conditions.Machine;
        return new BenchReport(
            conditions.Contended,
            new EnvironmentPart(
                machine.Cpu, machine.Cores, machine.MemoryMib, machine.Kernel, machine.Dotnet, machine.Disk, machine.NatsServer, machine.SyncMode,
                conditions.LoadBefore, conditions.LoadAfter, Math.Round(conditions.StealPercent, 2)),
            [.. rows.Select(RowPart.Of)],
            failures);
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, BenchJson.Default.BenchReport);
}

internal sealed record EnvironmentPart(
    string Cpu, int Cores, long MemoryMib, string Kernel, string Dotnet, string Disk, string NatsServer, string SyncMode,
    double LoadBefore, double LoadAfter, double StealPercent);

/// <param name="Judged">What the bar is compared with: <c>ratio</c> or <c>product</c>.</param>
internal sealed record RowPart(
    string Name, double Baseline, double Product, double? Ratio, double? Bar, double? Stretch, bool Pass, bool ReachesStretch,
    string Unit, Better Better, Judged Judged, string BaselineIs, string ProductIs, string? Note,
    IReadOnlyList<double> BaselineRounds, IReadOnlyList<double> ProductRounds)
{
    public static RowPart Of(BenchRow row) => new(
        row.Spec.Name, row.Baseline, row.Product, row.Ratio, row.Spec.Bar, row.Spec.Stretch, row.Pass, row.ReachesStretch,
        row.Spec.Unit, row.Spec.Better, row.Spec.Judged, row.Spec.Baseline, row.Spec.Product, row.Note,
        row.Samples.Baseline, row.Samples.Product);
}

/// <summary>A row that could not be measured.</summary>
internal sealed record FailurePart(string Name, string Reason);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(BenchReport))]
internal sealed partial class BenchJson : JsonSerializerContext;
