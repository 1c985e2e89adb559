using BmxTiming.Server.Hosting;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>Keeps the readiness of the part <c>nats</c> true: connected, and the streams are as they must be.</summary>
internal sealed class BrokerReadiness(
    Broker broker, StreamProvisioner provisioner, BrokerMonitor monitor, Readiness readiness, IOptions<StreamOptions> options, TimeProvider time,
    ILogger<BrokerReadiness> logger) : BackgroundService
{
    public const string Part = "nats";

    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        readiness.NotReady(Part, "connecting");
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var checkedStreams = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await broker.Connection.PingAsync(stoppingToken);
                checkedStreams = checkedStreams || await StreamsAreGoodAsync(stoppingToken);
                if (checkedStreams)
                {
                    readiness.Ready(Part, monitor.Degraded);
                }
            }
            catch (Exception e) when (BrokerFailures.IsTransient(e) && !stoppingToken.IsCancellationRequested)
            {
                readiness.NotReady(Part, broker.IsConnected ? e.Message : "not connected");
                checkedStreams = false;
            }

            await Task.Delay(s_period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> StreamsAreGoodAsync(CancellationToken cancellationToken)
    {
        if (options.Value.ProvisionInline)
        {
            var provisioned = await provisioner.ProvisionAsync(allowWeaker: false, cancellationToken);
            if (!provisioned.IsOk)
            {
                readiness.NotReady(Part, provisioned.Error.Message);
                return false;
            }
        }

        var differences = await provisioner.DifferencesAsync(cancellationToken);
        if (differences.Count > 0)
        {
            readiness.NotReady(Part, string.Join("; ", differences));
            return false;
        }

        Log.BrokerReady(logger, broker.ServerVersion);
        return true;
    }
}
