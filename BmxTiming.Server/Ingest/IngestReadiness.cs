using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.Ingest;

/// <summary>The role is ready while the broker is, and degraded while what it acknowledges is not durable.</summary>
internal sealed class IngestReadiness(BrokerMonitor broker, Readiness readiness, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var nats = readiness.Parts.FirstOrDefault(static part => part.Module == BrokerReadiness.Part);
            if (nats is not { Ready: true } || !broker.IsKnown)
            {
                readiness.NotReady(Roles.Ingest, "broker: " + (nats?.Reason ?? "unknown"));
            }
            else
            {
                readiness.Ready(Roles.Ingest, broker.SyncsAlways ? null : "acknowledged messages may be lost in a power cut of the broker");
            }

            await Task.Delay(s_period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
