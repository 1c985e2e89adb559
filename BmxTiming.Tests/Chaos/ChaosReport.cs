using System.Text.Encodings.Web;
using System.Text.Json;
using Xunit;

namespace BmxTiming.Tests.Chaos;

/// <summary>How large a run is, and where its table goes: both set by <c>./bmx chaos</c>.</summary>
internal static class ChaosReport
{
    private static readonly Lock s_gate = new();

    // The table is for people: ± stays ±.
    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>1 in the gate, 10 under <c>./bmx chaos</c>.</summary>
    public static int Scale { get; } = int.TryParse(Environment.GetEnvironmentVariable("BMX_CHAOS_SCALE"), out var scale) ? scale : 1;

    private static string? Path { get; } = Environment.GetEnvironmentVariable("BMX_CHAOS_REPORT");

    /// <summary>Runs a row at the size of this run, adds its line to the table, and fails the test when a case failed.</summary>
    public static async Task HoldsAsync(IChaosRow row)
    {
        if (row.SkipReason is { } reason)
        {
            Write(row.Number, row.Fault, new ChaosOutcome(0, 0, null, $"skipped: {reason}"));
            Assert.Skip($"row {row.Number}: {reason}");
        }

        var outcome = await row.RunAsync(row.GateCases * Scale, plantedBug: null, TestContext.Current.CancellationToken);
        Write(row.Number, row.Fault, outcome);
        Assert.True(outcome.Failures == 0, $"row {row.Number}, {row.Fault}: {outcome.Failures} of {outcome.Cases} cases failed; first: {outcome.FirstFailure}");
        Assert.True(outcome.Cases >= row.GateCases, $"row {row.Number} ran only {outcome.Cases} cases");
    }

    /// <summary>Adds a line to the table.</summary>
    public static void Write(string row, string fault, ChaosOutcome outcome)
    {
        if (Path is null)
        {
            return;
        }

        var line = JsonSerializer.Serialize(new
        {
            row,
            fault,
            cases = outcome.Cases,
            failures = outcome.Failures,
            figures = outcome.Figures,
            first_failure = outcome.FirstFailure,
        }, s_readable);
        lock (s_gate)
        {
            File.AppendAllText(Path, line + "\n");
        }
    }
}
