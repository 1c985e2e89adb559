using BmxTiming.Protocol.Time;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Control.RaceControl;

/// <summary>Sends intents again whose request ended before they were on the log.</summary>
internal sealed class OutboxDispatcher(IntentOutbox outbox, Readiness readiness, TimeProvider time, ILogger<OutboxDispatcher> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    /// <summary>Younger ones are still in the hands of their request.</summary>
    private static readonly Micros s_leaveToRequest = Micros.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        readiness.Ready(Roles.Control);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var intent in await outbox.UndispatchedAsync(stoppingToken))
                {
                    if (Micros.Now(time) - intent.RequestedAtUs >= s_leaveToRequest)
                    {
                        await outbox.DispatchAsync(intent, stoppingToken);
                        Log.IntentSentAgain(logger, intent.Intent, intent.TrackId, intent.Id);
                    }
                }

                readiness.Ready(Roles.Control);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (StorageFailures.IsTransient(e) || BrokerFailures.IsTransient(e))
            {
                readiness.Ready(Roles.Control, degraded: $"intents wait: {e.Message}");
            }

            await Task.Delay(s_period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
