using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Projections;

/// <summary>What a rebuild did on one track.</summary>
/// <param name="Messages">Messages folded.</param>
/// <param name="Unreadable">Of them, passed over.</param>
/// <param name="Seq">Sequence of the last message in the documents.</param>
internal sealed record RebuildOutcome(string TrackId, string Feed, long Messages, long Unreadable, long Seq, ReplacedDocuments Documents);

/// <summary>
/// Builds a track's read models anew from their log, aside, and puts them in the place of the stored ones in one transaction:
/// readers see the old set or the new one. Workers may go on meanwhile; the one that holds documents of the old set stores none.
/// </summary>
internal sealed class Rebuild(Broker broker, SubjectReader reader, DocumentSessions sessions)
{
    private const string ReaderName = "rebuild";

    /// <summary>Every feed that has one of the projections.</summary>
    public async Task<IReadOnlyList<RebuildOutcome>> RunAsync(
        TrackId track, IReadOnlySet<string> projections, CancellationToken cancellationToken)
    {
        var outcomes = new List<RebuildOutcome>();
        foreach (var feed in ProjectionFeed.All.Where(feed => feed.Projections.Overlaps(projections)))
        {
            outcomes.Add(await RunAsync(feed, track, projections, cancellationToken));
        }

        return outcomes;
    }

    /// <summary>The tracks that have a log of some feed.</summary>
    public async Task<IReadOnlyList<TrackId>> TracksAsync(CancellationToken cancellationToken)
    {
        var tracks = new SortedSet<TrackId>();
        foreach (var feed in ProjectionFeed.All)
        {
            tracks.UnionWith(await broker.TracksAsync(feed.Stream, feed.AllSubjects, cancellationToken));
        }

        return [.. tracks];
    }

    private async Task<RebuildOutcome> RunAsync(
        ProjectionFeed feed, TrackId track, IReadOnlySet<string> projections, CancellationToken cancellationToken)
    {
        var built = new BuiltModels(feed.CreateAside(track));
        var subject = feed.Subject(track);
        if (await broker.NextAsync(feed.Stream, subject, 1, cancellationToken) is not { } first)
        {
            return built.Outcome(feed, track, default); // All of the log is gone by age: what is stored is all there is.
        }

        var last = await broker.LastAsync(feed.Stream, subject, cancellationToken);
        await FoldAsync(built, feed, subject, last?.StreamSeq ?? 0, cancellationToken);
        var headSeq = await IsWholeAsync(feed, first, cancellationToken) ? 1 : (long)first.StreamSeq;

        var id = ProjectionCheckpoint.IdOf(feed.Name, track);
        while (true)
        {
            await using var transaction = await sessions.LockAsync<ProjectionCheckpoint>(id, cancellationToken);
            var session = transaction.Session;
            var position = (await session.FindAsync<ProjectionCheckpoint>(id, cancellationToken))?.StreamSeq ?? 0;

            // The workers wait for the lock, so this ends: what they took in meanwhile is little. A position beyond the end of
            // the log is that of a log that lost its tail.
            var end = (await broker.LastAsync(feed.Stream, subject, cancellationToken))?.StreamSeq ?? 0;
            await FoldAsync(built, feed, subject, Math.Min((ulong)position, end), cancellationToken);
            var documents = await built.Models.ReplaceAsync(session, projections, headSeq, cancellationToken);
            var generation = (await session.FindAsync<ProjectionGeneration>(id, cancellationToken))?.Number ?? 0;
            session.Store(new ProjectionGeneration { Id = id, Number = generation + 1 });
            if (built.LastSeq != position && projections.IsSupersetOf(feed.Projections))
            {
                await transaction.ForgetAsync<ProjectionCheckpoint>(id, cancellationToken);
                session.StoreAtRevision(new ProjectionCheckpoint { Id = id, StreamSeq = built.LastSeq }, built.LastSeq);
            }

            if (await transaction.TryCommitAsync(cancellationToken))
            {
                return built.Outcome(feed, track, documents);
            }
        }
    }

    private async Task FoldAsync(BuiltModels built, ProjectionFeed feed, string subject, ulong toSeq, CancellationToken cancellationToken)
    {
        await foreach (var message in reader.ReadUpToAsync(
            feed.Stream, subject, (ulong)built.LastSeq + 1, toSeq, ReaderName, cancellationToken))
        {
            try
            {
                await built.Models.TakeAsync(message, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The worker has made, or makes, a dead letter of it.
                built.Unreadable++;
            }

            built.Messages++;
            built.LastSeq = (long)message.StreamSeq;
        }
    }

    /// <summary>Nothing of the track is gone from the head of its log.</summary>
    private async Task<bool> IsWholeAsync(ProjectionFeed feed, LogMessage first, CancellationToken cancellationToken)
    {
        if ((await broker.BoundsAsync(feed.Stream, cancellationToken)).FirstSeq <= 1)
        {
            return true;
        }

        try
        {
            // The race events of a track are counted from 1.
            using var json = JsonDocument.Parse(first.Data);
            return json.RootElement.TryGetProperty("race_seq"u8, out var seq) && seq.TryGetInt64(out var value) && value == 1;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The set that is being built aside.</summary>
    private sealed class BuiltModels(IReadModels models)
    {
        public IReadModels Models => models;

        public long Messages { get; set; }

        public long Unreadable { get; set; }

        public long LastSeq { get; set; }

        public RebuildOutcome Outcome(ProjectionFeed feed, TrackId track, ReplacedDocuments documents) =>
            new(track.Value, feed.Name, Messages, Unreadable, LastSeq, documents);
    }
}
