using System.Collections.Concurrent;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.Projections;

/// <summary>
/// Brings a track's read models level with their log and keeps them so. The checkpoint document is the position; nothing is
/// acknowledged to the broker, so any number of workers may do the same track.
/// </summary>
internal sealed class ProjectionWorker(
    Broker broker, SubjectReader reader, DeadLetterSender letters, DocumentSessions sessions, ProjectionMetrics metrics,
    IOptions<ProjectionOptions> options, TimeProvider time, ILogger<ProjectionWorker> logger)
{
    private static readonly TimeSpan s_retryPause = TimeSpan.FromMilliseconds(500);

    /// <summary>What keeps which track behind, in words for people.</summary>
    public ConcurrentDictionary<(string Feed, TrackId Track), string> Troubles { get; } = new();

    public async Task RunAsync(ProjectionFeed feed, TrackId track, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(feed, track, cancellationToken);
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
                Troubles[(feed.Name, track)] = $"{track}: {e.Message}";
                Log.ProjectionWaits(logger, track, e.Message);
            }

            await Task.Delay(s_retryPause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Goes on from the checkpoint; returns when somebody else was faster, to read the checkpoint again.</summary>
    private async Task FollowAsync(ProjectionFeed feed, TrackId track, CancellationToken cancellationToken)
    {
        var (position, generation) = await StartAsync(feed, track, cancellationToken);
        Troubles.TryRemove((feed.Name, track), out _);
        var batch = new ProjectionBatch(feed, track, generation, sessions);
        try
        {
            var saved = time.GetTimestamp();
            await foreach (var message in reader.ReadAsync(
                feed.Stream, feed.Subject(track), (ulong)position + 1, "projections", cancellationToken))
            {
                await TakeAsync(feed, track, batch, message, cancellationToken);
                batch.Advance(message);
                var isFull = batch.Messages >= options.Value.MaxBatchMessages;
                if (!isFull && (message.Pending > 0 || time.GetElapsedTime(saved) < feed.SaveEvery))
                {
                    continue;
                }

                if (!await batch.TrySaveAsync(cancellationToken))
                {
                    return;
                }

                saved = time.GetTimestamp();
                metrics.Applied(track, batch.Messages);
                await batch.DisposeAsync();
                batch = new ProjectionBatch(feed, track, generation, sessions);
            }
        }
        finally
        {
            await batch.DisposeAsync();
        }
    }

    /// <summary>Tries a few times; then the message is a dead letter, and the track goes on without it.</summary>
    private async Task TakeAsync(
        ProjectionFeed feed, TrackId track, ProjectionBatch batch, LogMessage message, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await batch.TakeAsync(message, cancellationToken);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException && !StorageFailures.IsTransient(e) && attempt < options.Value.MaxTries)
            {
            }
            catch (Exception e) when (e is not OperationCanceledException && !StorageFailures.IsTransient(e))
            {
                var reason = e is System.Text.Json.JsonException ? DeadLetter.Unreadable : DeadLetter.Failed;
                await letters.SendAsync(Roles.Projections, reason, feed.Stream, message, cancellationToken);
                metrics.Skipped(track);
                Log.ProjectionSkipped(logger, e, track, message.StreamSeq, feed.Stream);
                return;
            }
        }
    }

    private async Task<(long Position, long Generation)> StartAsync(ProjectionFeed feed, TrackId track, CancellationToken cancellationToken)
    {
        await using var session = sessions.Open();
        var start = await ProjectionBatch.StartAsync(feed, track, session, cancellationToken);

        // A start beyond the end would wait in silence for ever: the stream lost its tail, or is another one.
        var last = (await broker.BoundsAsync(feed.Stream, cancellationToken)).LastSeq;
        return start.Position <= checked((long)last)
            ? start
            : throw new IOException(
                $"{feed.Stream} ends at {last}, before what is projected already ({start.Position}): the read models must be rebuilt");
    }
}
