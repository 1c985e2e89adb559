using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.Projections;

/// <summary>Finds the tracks that have race events and runs one worker for each.</summary>
internal sealed class ProjectionHost(
    Broker broker, ProjectionWorker worker, Readiness readiness, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var workers = new Dictionary<TrackId, Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var track in await broker.TracksAsync(StreamNames.Race, Subjects.RaceAll, stoppingToken))
                {
                    if (!workers.ContainsKey(track))
                    {
                        workers[track] = worker.RunAsync(track, stoppingToken);
                    }
                }

                readiness.Ready(Roles.Projections, Degraded());
            }
            catch (Exception e) when (BrokerFailures.IsTransient(e) && !stoppingToken.IsCancellationRequested)
            {
                readiness.NotReady(Roles.Projections, $"the race events cannot be read: {e.Message}");
            }
            catch (OperationCanceledException)
            {
                break;
            }

            // A worker ends only by a fault of ours: let it end the process instead of leaving a track behind in silence.
            if (workers.Values.FirstOrDefault(task => task.IsFaulted) is { } faulted)
            {
                await faulted;
            }

            await Task.Delay(s_period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(workers.Values);
    }

    private string? Degraded() => worker.Troubles.IsEmpty ? null : string.Join("; ", worker.Troubles.Values.Order(StringComparer.Ordinal));
}
