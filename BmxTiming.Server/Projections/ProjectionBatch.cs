using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Projections;

/// <summary>
/// One transaction of a feed's read models on one track: documents and the position they stand for, so that a batch that is
/// done twice leaves the same.
/// </summary>
internal sealed class ProjectionBatch : IAsyncDisposable
{
    private readonly string _checkpointId;
    private readonly long _generation;
    private readonly DocumentSessions _sessions;
    private readonly DocumentSession _reading;
    private readonly IReadModels _models;

    /// <param name="generation">Of the documents that this batch adds to.</param>
    public ProjectionBatch(ProjectionFeed feed, TrackId track, long generation, DocumentSessions sessions)
    {
        _checkpointId = ProjectionCheckpoint.IdOf(feed.Name, track);
        _generation = generation;
        _sessions = sessions;
        _reading = sessions.Open();
        _models = feed.Create(track, new StoredDocumentSource(_reading));
    }

    public int Messages { get; private set; }

    public long LastSeq { get; private set; }

    public static async Task<(long Position, long Generation)> StartAsync(
        ProjectionFeed feed, TrackId track, DocumentSession session, CancellationToken cancellationToken)
    {
        var id = ProjectionCheckpoint.IdOf(feed.Name, track);
        var generation = await session.FindAsync<ProjectionGeneration>(id, cancellationToken);
        var checkpoint = await session.FindAsync<ProjectionCheckpoint>(id, cancellationToken);
        return (checkpoint?.StreamSeq ?? 0, generation?.Number ?? 0);
    }

    public Task TakeAsync(LogMessage message, CancellationToken cancellationToken) => _models.TakeAsync(message, cancellationToken);

    /// <summary>The message is in the read models, or is passed over.</summary>
    public void Advance(LogMessage message)
    {
        LastSeq = checked((long)message.StreamSeq);
        Messages++;
    }

    /// <summary><c>false</c>: another worker is at or beyond this place, or the documents were built anew; nothing was stored.</summary>
    public async Task<bool> TrySaveAsync(CancellationToken cancellationToken)
    {
        // The lock makes rivals and rebuilds wait here, and the loser has touched nothing.
        await using var transaction = await _sessions.LockAsync<ProjectionCheckpoint>(_checkpointId, cancellationToken);
        var session = transaction.Session;
        if (((await session.FindAsync<ProjectionGeneration>(_checkpointId, cancellationToken))?.Number ?? 0) != _generation)
        {
            return false;
        }

        session.StoreAtRevision(new ProjectionCheckpoint { Id = _checkpointId, StreamSeq = LastSeq }, LastSeq);
        _models.StoreInto(session);
        return await transaction.TryCommitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _reading.DisposeAsync();
}
