using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.Projections.Apply;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Projections;

/// <summary>What race events lead to: board, results, standings and diagnostics of a track.</summary>
/// <param name="aside">Folds the board where only what it is in the end is asked for; absent = it is right after each event.</param>
internal sealed class RaceReadModels(TrackId track, IDocumentSource source, BoardAside? aside = null) : IReadModels
{
    private readonly WorkingDocuments<RaceBoard> _boards = new(source);
    private readonly WorkingDocuments<MotoResult> _results = new(source);
    private readonly WorkingDocuments<ClassStanding> _standings = new(source);
    private readonly WorkingDocuments<TrackDiagnostics> _diagnostics = new(source);
    private readonly HashSet<string> _begunEarlier = new(StringComparer.Ordinal);

    public async Task TakeAsync(LogMessage message, CancellationToken cancellationToken)
    {
        var seq = checked((long)message.StreamSeq);
        var raceEvent = RaceEvent.Read(message.Data)
            ?? throw new JsonException("a race event was expected");
        if (raceEvent.TrackId != track)
        {
            throw new JsonException("an event of another track");
        }

        // Everything is worked out before anything is taken: a message is in all of the documents or in none.
        var shown = await _boards.FindAsync(track.Value, cancellationToken);
        var run = await RunAfterAsync(raceEvent, seq, message.NumberHeader(MessageHeaders.RawSeq), cancellationToken);
        var standing = run is null ? null : await StandingAfterAsync(run, seq, cancellationToken);
        var diagnostics = await DiagnosticsAfterAsync(raceEvent, seq, cancellationToken);
        if (aside is null)
        {
            _boards.Put(track.Value, RaceBoards.Apply(shown ?? RaceBoard.Empty(track), raceEvent, seq));
        }
        else
        {
            aside.Take(raceEvent, seq);
        }

        if (run is not null)
        {
            _results.Put(run.Id, run);
        }

        if (standing is not null)
        {
            _standings.Put(standing.Id, standing);
        }

        if (diagnostics is not null)
        {
            _diagnostics.Put(diagnostics.Id, diagnostics);
        }
    }

    public void StoreInto(DocumentSession session)
    {
        _boards.StoreInto(session);
        _results.StoreInto(session);
        _standings.StoreInto(session);
        _diagnostics.StoreInto(session);
    }

    public async Task<ReplacedDocuments> ReplaceAsync(
        DocumentSession session, IReadOnlySet<string> projections, long headSeq, CancellationToken cancellationToken)
    {
        if (aside is not null)
        {
            await _boards.FindAsync(track.Value, cancellationToken);
            _boards.Put(track.Value, aside.Build());
        }

        if (headSeq <= 1)
        {
            return await ReplaceAllAsync(session, projections, cancellationToken);
        }

        var id = track.Value;
        var results = await session.ListAsync<MotoResult>(all => all.Where(x => x.TrackId == id), cancellationToken);
        var cut = CutMeetings(results, headSeq);
        var replaced = new ReplacedDocuments();
        if (projections.Contains(ProjectionNames.MotoResult))
        {
            replaced += Replacement.Of(session, results, _results.Changed, x => x.Id, x => cut.Contains(x.MeetingId));
        }

        if (projections.Contains(ProjectionNames.ClassStanding))
        {
            var standings = await session.ListAsync<ClassStanding>(all => all.Where(x => x.TrackId == id), cancellationToken);
            replaced += Replacement.Of(session, standings, _standings.Changed, x => x.Id, x => cut.Contains(x.MeetingId));
        }

        if (projections.Contains(ProjectionNames.TrackDiagnostics))
        {
            var diagnostics = await session.ListAsync<TrackDiagnostics>(all => all.Where(x => x.TrackId == id), cancellationToken);
            replaced += Replacement.Of(
                session, diagnostics, _diagnostics.Changed, x => x.Id,
                x => x.MeetingId is { } meeting ? cut.Contains(meeting) : headSeq > 1);
        }

        if (projections.Contains(ProjectionNames.RaceBoard))
        {
            var board = await session.FindAsync<RaceBoard>(id, cancellationToken);
            replaced += Replacement.Of(session, board is null ? [] : [board], _boards.Changed, x => x.Id, _ => board is not null && ShowsCutRun(board, headSeq));
        }

        return replaced;
    }

    // What is stored is not read where the log knows all of it: which ids there are is enough.
    private async Task<ReplacedDocuments> ReplaceAllAsync(
        DocumentSession session, IReadOnlySet<string> projections, CancellationToken cancellationToken)
    {
        var id = track.Value;
        var replaced = new ReplacedDocuments();
        if (projections.Contains(ProjectionNames.MotoResult))
        {
            var stored = await session.ListAsync<MotoResult, string>(
                all => all.Where(x => x.TrackId == id).Select(x => x.Id), cancellationToken);
            replaced += Replacement.Of(session, stored, _results.Changed);
        }

        if (projections.Contains(ProjectionNames.ClassStanding))
        {
            var stored = await session.ListAsync<ClassStanding, string>(
                all => all.Where(x => x.TrackId == id).Select(x => x.Id), cancellationToken);
            replaced += Replacement.Of(session, stored, _standings.Changed);
        }

        if (projections.Contains(ProjectionNames.TrackDiagnostics))
        {
            var stored = await session.ListAsync<TrackDiagnostics, string>(
                all => all.Where(x => x.TrackId == id).Select(x => x.Id), cancellationToken);
            replaced += Replacement.Of(session, stored, _diagnostics.Changed);
        }

        if (projections.Contains(ProjectionNames.RaceBoard))
        {
            var stored = await session.ListAsync<RaceBoard, string>(
                all => all.Where(x => x.Id == id).Select(x => x.Id), cancellationToken);
            replaced += Replacement.Of(session, stored, _boards.Changed);
        }

        return replaced;
    }

    /// <summary>
    /// Meetings that began before the log begins: a run of theirs was staged there, or an event speaks of a run whose staging
    /// is not on the log.
    /// </summary>
    private HashSet<string> CutMeetings(IEnumerable<MotoResult> stored, long headSeq) => headSeq <= 1
        ? []
        : [.. stored.Where(result => result.StagedSeq < headSeq).Select(result => result.MeetingId), .. _begunEarlier];

    private bool ShowsCutRun(RaceBoard board, long headSeq) =>
        headSeq > 1 && board.Snapshot.Runs.Any(run => !_results.Changed.ContainsKey(MotoResult.IdOf(track, run.RunId)));

    private async Task<MotoResult?> RunAfterAsync(RaceEvent message, long seq, long? rawSeq, CancellationToken cancellationToken)
    {
        if (MotoResults.RunOf(message) is not { } runId)
        {
            return null;
        }

        var run = MotoResults.Apply(await _results.FindAsync(MotoResult.IdOf(track, runId), cancellationToken), message, seq, rawSeq);
        if (run is null && message.MeetingId is { } meeting)
        {
            _begunEarlier.Add(meeting.Value);
        }

        return run;
    }

    private async Task<ClassStanding?> StandingAfterAsync(MotoResult run, long seq, CancellationToken cancellationToken)
    {
        var id = ClassStanding.IdOf(track, run.MeetingId, run.Moto.ClassName);
        return ClassStandings.Apply(await _standings.FindAsync(id, cancellationToken), track, run, seq);
    }

    private async Task<TrackDiagnostics?> DiagnosticsAfterAsync(RaceEvent message, long seq, CancellationToken cancellationToken) =>
        Diagnostics.EntryOf(message) is { } entry
            ? Diagnostics.Apply(
                await _diagnostics.FindAsync(TrackDiagnostics.IdOf(track, message.MeetingId), cancellationToken), message, entry, seq)
            : null;
}
