using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.Projections;

/// <summary>Finds the tracks that have a log, runs a worker for each of their feeds, and does the rebuilds that were asked for.</summary>
internal sealed class ProjectionHost(
    Broker broker, ProjectionWorker worker, RebuildRequests rebuilds, Readiness readiness, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var workers = new Dictionary<(string Feed, TrackId Track), Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var feed in ProjectionFeed.All)
                {
                    foreach (var track in await broker.TracksAsync(feed.Stream, feed.AllSubjects, stoppingToken))
                    {
                        if (!workers.ContainsKey((feed.Name, track)))
                        {
                            workers[(feed.Name, track)] = worker.RunAsync(feed, track, stoppingToken);
                        }
                    }
                }

                readiness.Ready(Roles.Projections, Degraded());
                await rebuilds.RunAsync(stoppingToken);
            }
            catch (Exception e) when (BrokerFailures.IsTransient(e) && !stoppingToken.IsCancellationRequested)
            {
                readiness.NotReady(Roles.Projections, $"the logs cannot be read: {e.Message}");
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

    private string? Degraded() => worker.Troubles.IsEmpty ? null : string.Join("; ", worker.Troubles.Values.Distinct().Order(StringComparer.Ordinal));
}
