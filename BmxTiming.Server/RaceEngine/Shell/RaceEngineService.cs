using BmxTiming.Server.Hosting;
using BmxTiming.Server.RaceEngine.Shell.Ownership;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>
/// Runs the tracks that are this worker's, and says how that goes. A track that ended did so by a bug: the exception
/// stops the process. One that stands still makes the role not ready.
/// </summary>
internal sealed class RaceEngineService(TrackOwnership ownership, EngineMetrics metrics, Readiness readiness) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => ownership.RunAsync(Report, stoppingToken);

    private void Report()
    {
        var status = ownership.Status();
        metrics.Ownership(status);
        metrics.WaitingLetters(ownership.WaitingLetters);
        var halted = ownership.Halted;
        if (halted.Count > 0)
        {
            readiness.NotReady(Roles.RaceEngine, string.Join("; ", halted));
        }
        else if (status.Problem is { } problem)
        {
            readiness.NotReady(Roles.RaceEngine, problem);
        }
        else
        {
            var degraded = string.Join("; ", ownership.Degraded.Prepend(status.Degraded).OfType<string>());
            readiness.Ready(Roles.RaceEngine, degraded.Length == 0 ? null : degraded);
        }
    }
}
