using System.Globalization;
using BmxTiming.Server.Platform.Messaging;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.Hosting;

/// <summary>
/// <c>doctor [--accept-data-loss]</c>: what the running broker can and cannot promise. Exit code 1 with a finding, 2 when
/// the broker does not answer, 3 when Production would not begin on it.
/// </summary>
internal static class DoctorVerb
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(string[] args)
    {
        var built = await VerbHost.BuildAsync(StreamOptions.ExpandSwitches(args), ModuleNeeds.Messaging);
        if (!built.IsOk)
        {
            return await VerbOutput.FailAsync(built.Error, ServerVerbs.Usage);
        }

        using var host = built.Value;
        using var stop = new CancellationTokenSource(s_patience);
        BrokerFacts facts;
        try
        {
            facts = await host.Services.GetRequiredService<BrokerProbe>().ProbeAsync(stop.Token).WaitAsync(stop.Token);
        }
        catch (Exception e) when (BrokerFailures.IsTransient(e))
        {
            await Console.Error.WriteLineAsync($"the broker does not answer: {e.Message}");
            return ServerVerbs.Usage;
        }

        var options = host.Services.GetRequiredService<IOptions<StreamOptions>>().Value;
        var findings = BrokerFindings.Of(facts, options.MinFreeBytes);
        Tell(facts, findings);
        if (BrokerAdmission.BreachesOf(findings, host.Services.GetRequiredService<IHostEnvironment>(), options).Count > 0)
        {
            await Console.Error.WriteLineAsync("refused: Production does not begin on this broker without --accept-data-loss.");
            return ServerVerbs.Refused;
        }

        return findings.Any(static finding => finding.Kind != FindingKind.Note) ? ServerVerbs.Finding : ServerVerbs.Good;
    }

    private static void Tell(BrokerFacts facts, IReadOnlyList<BrokerFinding> findings)
    {
        Line("server", $"nats-server {facts.Version}");
        Line("sync", facts.SyncAlways switch { true => "every write, before it is acknowledged", false => "now and then", null => "unknown" });
        Line("batches", facts.Version >= Broker.AtomicPublishFrom ? "atomic" : "single messages only");
        Line("store", facts.Store is { } store ? $"{store.UsedBytes} of {store.LimitBytes} bytes in {store.Folder}" : "unknown");
        Line("free", facts.Store?.DiskFreeBytes is { } free ? $"{free} bytes" : "unknown");
        foreach (var stream in facts.Streams)
        {
            Line("stream", $"{stream.Name}: {(stream.OnFile ? "file" : "memory")}, copies {stream.Replicas}, {stream.Bytes} of {stream.MaxBytes} bytes");
        }

        foreach (var finding in findings)
        {
            Line(finding.Kind switch { FindingKind.Breach => "BREACH", FindingKind.Warning => "warning", _ => "note" }, $"{finding.Code}: {finding.Text}");
        }
    }

    private static void Line(string what, FormattableString text) => Console.WriteLine(what.PadRight(9) + text.ToString(CultureInfo.InvariantCulture));

    private static void Line(string what, string text) => Console.WriteLine(what.PadRight(9) + text);
}
