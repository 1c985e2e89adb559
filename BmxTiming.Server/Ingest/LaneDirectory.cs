using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Hosting;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.Ingest;

/// <summary>The lanes of this process, made when a track's first batch comes.</summary>
internal sealed class LaneDirectory(
    LaneLog log, IngestMetrics metrics, IOptions<IngestOptions> options, Readiness readiness, TimeProvider time, ILoggerFactory loggers)
    : IHostedService
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TrackId, LaneHost> _lanes = [];
    private bool _stopped;

    public Task<LaneAnswer> SubmitAsync(IncomingBatch batch, CancellationToken cancellationToken) =>
        Find(batch.Track) is { } lane
            ? lane.SubmitAsync(batch, cancellationToken)
            : Task.FromResult<LaneAnswer>(new LaneAnswer.Unavailable("this process takes no further track", null));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        LaneHost[] lanes;
        lock (_gate)
        {
            _stopped = true;
            lanes = [.. _lanes.Values];
            _lanes.Clear();
        }

        await Task.WhenAll(lanes.Select(static lane => lane.DisposeAsync().AsTask()));
    }

    private LaneHost? Find(TrackId track)
    {
        lock (_gate)
        {
            if (_lanes.TryGetValue(track, out var lane))
            {
                return lane;
            }

            if (_stopped || _lanes.Count >= options.Value.MaxLanes)
            {
                return null;
            }

            var work = new LaneWork(track, log, metrics, options, time, loggers.CreateLogger<LaneWork>());
            lane = new LaneHost(track, work, options.Value, readiness, time, loggers.CreateLogger<LaneHost>());
            _lanes.Add(track, lane);
            return lane;
        }
    }
}
