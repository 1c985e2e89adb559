using BmxTiming.Server.Hosting;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>
/// Production does not begin on a broker that can lose what it acknowledged, unless the operator says that it may. Asked
/// with the first facts; a broker that gets worse later is told by log, metric and readiness, and stops nothing.
/// </summary>
internal sealed class BrokerAdmission(
    IHostEnvironment environment, IOptions<StreamOptions> options, IHostApplicationLifetime lifetime, Readiness readiness,
    ILogger<BrokerAdmission> logger)
{
    private bool _admitted;

    /// <summary>The process ends, and its exit code says why.</summary>
    public bool Refused { get; private set; }

    public void Judge(IReadOnlyList<BrokerFinding> findings)
    {
        if (_admitted || Refused)
        {
            return;
        }

        var breaches = BreachesOf(findings, environment, options.Value);
        _admitted = breaches.Count == 0;
        if (!_admitted)
        {
            Refused = true;
            readiness.NotReady(BrokerReadiness.Part, string.Join("; ", breaches));
            Log.BrokerNotAdmitted(logger, string.Join("; ", breaches));
            lifetime.StopApplication();
        }
    }

    /// <summary>Why this environment may not run on the broker; empty when it may.</summary>
    public static IReadOnlyList<string> BreachesOf(IReadOnlyList<BrokerFinding> findings, IHostEnvironment environment, StreamOptions options) =>
        environment.IsProduction() && !options.AcceptDataLoss
            ? [.. findings.Where(finding => finding.Kind == FindingKind.Breach && !HealsItself(finding)).Select(static finding => finding.Text)]
            : [];

    /// <summary>Roles may start before `provision` has run: they wait for the streams, not ready.</summary>
    private static bool HealsItself(BrokerFinding finding) => finding.Code == "not_as_provisioned";
}
