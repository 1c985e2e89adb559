using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Messaging;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.Platform.Storage;

/// <summary>Keeps the readiness of the part <c>postgres</c> true: it answers, and its schema is the one this binary needs.</summary>
internal sealed class StorageReadiness(
    StorageProvisioner provisioner, Readiness readiness, IOptions<StreamOptions> options, TimeProvider time,
    ILogger<StorageReadiness> logger) : BackgroundService
{
    public const string Part = "postgres";

    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        readiness.NotReady(Part, "connecting");
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var checkedSchema = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await provisioner.PingAsync(stoppingToken);
                checkedSchema = checkedSchema || await SchemaIsGoodAsync(stoppingToken);
            }
            catch (Exception e) when (StorageFailures.IsTransient(e))
            {
                readiness.NotReady(Part, e.Message);
                checkedSchema = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(s_period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> SchemaIsGoodAsync(CancellationToken cancellationToken)
    {
        if (options.Value.ProvisionInline)
        {
            await provisioner.ProvisionAsync(cancellationToken);
        }

        if (await provisioner.DifferenceAsync(cancellationToken) is { } difference)
        {
            readiness.NotReady(Part, difference);
            return false;
        }

        readiness.Ready(Part);
        Log.StorageReady(logger);
        return true;
    }
}
