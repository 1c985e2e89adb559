using System.Globalization;
using BmxTiming.TrackClient.Spool;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace BmxTiming.TrackClient.Status;

/// <summary>
/// Tells systemd that the gateway lives, where systemd watches it. Each sign of life first goes through the spool's lock: a gateway
/// that hangs there gives none, and is started again; what it had read is on the disk or still in the decoder.
/// </summary>
internal sealed class WatchdogHost(IServiceProvider services, SpoolHost spool, TimeProvider time) : BackgroundService
{
    /// <summary>systemd kills after one period without a sign; three a period leave room for a busy machine.</summary>
    private const int SignsPerPeriod = 3;

    private static readonly ServiceState s_alive = new("WATCHDOG=1");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (services.GetService(typeof(ISystemdNotifier)) is not ISystemdNotifier { IsEnabled: true } systemd || Period() is not { } period)
        {
            return;
        }

        using var timer = new PeriodicTimer(period / SignsPerPeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                _ = spool.Status();
                systemd.Notify(s_alive);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    /// <summary>systemd hands the period over in microseconds; null where it does not watch.</summary>
    private static TimeSpan? Period() =>
        long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var us) && us > 0
            ? TimeSpan.FromMicroseconds(us)
            : null;
}
