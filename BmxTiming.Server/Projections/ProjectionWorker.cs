using System.Collections.Concurrent;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Projections;

/// <summary>
/// Brings a track's read models level with its race events and keeps them so. The checkpoint document is the
/// position; nothing is acknowledged to the broker, so any number of workers may do the same track.
/// </summary>
internal sealed class ProjectionWorker(
    Broker broker, SubjectReader reader, DocumentSessions sessions, ProjectionMetrics metrics, TimeProvider time,
    ILogger<ProjectionWorker> logger)
{
    private static readonly TimeSpan s_retryPause = TimeSpan.FromMilliseconds(500);

    /// <summary>What keeps which track behind, in words for people.</summary>
    public ConcurrentDictionary<TrackId, string> Troubles { get; } = new();

    public async Task RunAsync(TrackId track, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(track, cancellationToken);
                metrics.Conflict(track);
                Log.ProjectionOvertaken(logger, track);
                continue;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (StorageFailures.IsTransient(e) || BrokerFailures.IsTransient(e))
            {
                metrics.Retried(track);
                Troubles[track] = $"{track}: {e.Message}";
                Log.ProjectionWaits(logger, track, e.Message);
            }

            await Task.Delay(s_retryPause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Goes on from the checkpoint; returns when another worker was faster, to read the checkpoint again.</summary>
    private async Task FollowAsync(TrackId track, CancellationToken cancellationToken)
    {
        var position = await PositionAsync(track, cancellationToken);
        Troubles.TryRemove(track, out _);
        var session = sessions.Open();
        try
        {
            var batch = new ProjectionBatch(track, session);
            await foreach (var message in reader.ReadAsync(
                StreamNames.Race, Subjects.Race(track), (ulong)position + 1, "projections", cancellationToken))
            {
                if (!await batch.TakeAsync(message, cancellationToken))
                {
                    metrics.Skipped(track);
                    Log.ProjectionSkipped(logger, track, message.StreamSeq);
                }

                if (message.Pending > 0 && batch.Events < ProjectionBatch.MaxEvents)
                {
                    continue;
                }

                if (!await batch.TrySaveAsync(cancellationToken))
                {
                    return;
                }

                metrics.Applied(track, batch.Events);
                await session.DisposeAsync();
                session = sessions.Open();
                batch = new ProjectionBatch(track, session);
            }
        }
        finally
        {
            await session.DisposeAsync();
        }
    }

    private async Task<long> PositionAsync(TrackId track, CancellationToken cancellationToken)
    {
        await using var session = sessions.Open();
        var position = await ProjectionBatch.PositionAsync(track, session, cancellationToken);

        // A start beyond the end would wait in silence for ever: the stream lost its tail, or is another one.
        var last = (await broker.BoundsAsync(StreamNames.Race, cancellationToken)).LastSeq;
        return position <= checked((long)last)
            ? position
            : throw new IOException($"the race stream ends at {last}, before what is projected already ({position}): the read models must be rebuilt");
    }
}
