using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Messaging;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>Finds the tracks on the raw stream and runs an engine for each of them.</summary>
internal sealed class RaceEngineService(
    Broker broker,
    SubjectReader reader,
    SubjectWriter writer,
    EngineMetrics metrics,
    Readiness readiness,
    IOptions<RaceEngineOptions> options,
    TimeProvider time,
    ILoggerFactory loggers,
    ILogger<RaceEngineService> logger) : BackgroundService
{
    private readonly SortedDictionary<TrackId, (TrackHost Host, Task Running)> _tracks = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await DiscoverAsync(stoppingToken);
                await Task.Delay(options.Value.DiscoveryInterval, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            await Task.WhenAll(_tracks.Values.Select(track => track.Running));
        }
    }

    private async Task DiscoverAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var track in await broker.TracksAsync(StreamNames.Raw, Subjects.RawAll, cancellationToken))
            {
                if (!_tracks.ContainsKey(track))
                {
                    var host = new TrackHost(
                        track,
                        new TrackLogs(track, broker, reader, writer),
                        options.Value,
                        metrics,
                        time,
                        loggers.CreateLogger<TrackHost>());
                    _tracks.Add(track, (host, host.RunAsync(cancellationToken)));
                }
            }

            Report();
        }
        catch (Exception e) when (BrokerFailures.IsTransient(e) && !cancellationToken.IsCancellationRequested)
        {
            Log.DiscoveryFailed(logger, e.Message);
        }
    }

    /// <summary>A track that ended did so by a bug: the exception stops the process. One that stands still makes the role not ready.</summary>
    private void Report()
    {
        foreach (var (_, running) in _tracks.Values)
        {
            if (running.IsFaulted)
            {
                running.GetAwaiter().GetResult();
            }
        }

        var halted = _tracks.Values.Select(track => track.Host.Halted).OfType<string>().ToArray();
        if (halted.Length > 0)
        {
            readiness.NotReady(Roles.RaceEngine, string.Join("; ", halted));
        }
        else
        {
            readiness.Ready(Roles.RaceEngine);
        }
    }
}
