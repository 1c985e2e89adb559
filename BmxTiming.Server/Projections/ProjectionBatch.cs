using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.Projections.Apply;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Projections;

/// <summary>
/// The read models of one track while events are folded into them, up to one transaction. Only whole documents are
/// stored, never increments, so that a batch that is done twice leaves the same.
/// </summary>
internal sealed class ProjectionBatch(TrackId track, DocumentSession session)
{
    public const string Projection = "race";

    /// <summary>Most events in one transaction.</summary>
    public const int MaxEvents = 200;

    private readonly Dictionary<string, MotoResult?> _results = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private RaceBoard? _board;

    public int Events { get; private set; }

    public long LastSeq { get; private set; }

    public static async Task<long> PositionAsync(TrackId track, DocumentSession session, CancellationToken cancellationToken) =>
        (await session.FindAsync<ProjectionCheckpoint>(ProjectionCheckpoint.IdOf(Projection, track), cancellationToken))?.StreamSeq ?? 0;

    /// <summary>Takes one event in; <c>false</c> when it cannot be read, and is passed over.</summary>
    public async Task<bool> TakeAsync(LogMessage message, CancellationToken cancellationToken)
    {
        var seq = checked((long)message.StreamSeq);
        LastSeq = seq;
        Events++;
        _board ??= await session.FindAsync<RaceBoard>(track.Value, cancellationToken) ?? RaceBoard.Empty(track);
        try
        {
            var raceEvent = JsonSerializer.Deserialize(message.Data.Span, WireJson.Default.RaceEvent)
                ?? throw new JsonException("a race event was expected");
            if (raceEvent.TrackId != track)
            {
                throw new JsonException("an event of another track");
            }

            var run = MotoResults.RunOf(raceEvent);
            var board = RaceBoards.Apply(_board, raceEvent, seq);
            if (run is { } runId)
            {
                var id = MotoResult.IdOf(track, runId);
                var before = await ResultAsync(id, cancellationToken);
                var after = MotoResults.Apply(before, raceEvent, seq);
                _results[id] = after;
                if (!ReferenceEquals(before, after))
                {
                    _changed.Add(id);
                }
            }

            _board = board;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary><c>false</c>: another worker is at or beyond this place; nothing was stored.</summary>
    public Task<bool> TrySaveAsync(CancellationToken cancellationToken)
    {
        var checkpoint = new ProjectionCheckpoint { Id = ProjectionCheckpoint.IdOf(Projection, track), StreamSeq = LastSeq };

        // First: it locks the checkpoint's row, so that rivals wait here and the loser has touched nothing.
        session.StoreAtRevision(checkpoint, LastSeq);
        session.Store(_board!);
        foreach (var id in _changed.Order(StringComparer.Ordinal))
        {
            session.Store(_results[id]!);
        }

        return session.TrySaveAsync(cancellationToken);
    }

    private async Task<MotoResult?> ResultAsync(string id, CancellationToken cancellationToken) =>
        _results.TryGetValue(id, out var known) ? known : await session.FindAsync<MotoResult>(id, cancellationToken);
}
