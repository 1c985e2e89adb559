using System.Runtime.CompilerServices;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Control.Archives;
using BmxTiming.Server.Control.Results;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Replay;
using BmxTiming.Server.RaceEngine.Shell;
using Result = BmxTiming.Server.Platform.Result;

namespace BmxTiming.Server.Hosting.Archives;

/// <summary>
/// Writes a meeting into one file: its documents, the engine's state before its first message, and both logs from there to its last
/// event. What is written is verified on the way, from that same state.
/// </summary>
internal sealed class MeetingArchiver(Broker broker, SubjectReader reader, TimeProvider time) : IMeetingArchiver
{
    private const string ReaderName = "archive";

    public async Task<Result<WrittenArchive>> WriteAsync(ArchiveOrder order, DocumentSession session, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(order.MeetingId, order.Closing, order.Partial, session, cancellationToken);
        if (!opened.IsOk)
        {
            return new Result<WrittenArchive> { Error = opened.Error };
        }

        var recording = opened.Value;
        var written = await ArchiveFile.WriteAsync(order.File, recording.Header, recording.Messages, cancellationToken);
        return written.IsOk
            ? Result.Ok(new WrittenArchive(
                Path.GetFileName(order.File), written.Value.Sha256, new FileInfo(order.File).Length, written.Value.Raw, written.Value.Race,
                recording.Header.Archive!.FromRawSeq, recording.Header.ToRawSeq, recording.Comparison?.Differences ?? 0,
                recording.Header.IsPartial))
            : new Result<WrittenArchive> { Error = written.Error };
    }

    /// <summary>A meeting as an archive holds it; it is read from the stores while it is enumerated.</summary>
    public async Task<Result<MeetingRecording>> OpenAsync(
        MeetingId meetingId, int closing, bool partial, DocumentSession session, CancellationToken cancellationToken)
    {
        var loaded = await new MeetingLoader(session).LoadAsync(meetingId, cancellationToken);
        if (!loaded.IsOk)
        {
            return new Result<MeetingRecording> { Error = loaded.Error };
        }

        var data = loaded.Value;
        var track = TrackId.Parse(data.Meeting.TrackId);
        var known = await MeetingRange.OfAsync(track, data.Runs, broker, cancellationToken);
        var range = known.IsOk ? known.Value : MeetingRange.Noted(data.Runs);
        var opened = known.IsOk
            ? await OpenAsync(track, range, meetingId, session, cancellationToken)
            : new Result<OpenedRange?> { Error = known.Error };
        if (opened.Error is { } error && (!partial || !IsGone(error)))
        {
            return new Result<MeetingRecording> { Error = error };
        }

        var meeting = meetingId.Value;
        var officials = await session.ListAsync<OfficialResult>(
            all => all.Where(x => x.MeetingId == meeting).OrderBy(x => x.Id), cancellationToken);
        var part = opened.Error is null
            ? await WholeAsync(track, opened.Value, cancellationToken)
            : await LeftAsync(track, range, cancellationToken);
        var header = new RecordHeader(
            RecordFormat.ArchiveVersion, track, RaceFold.FoldVersion, range.ToRaw,
            new ArchiveHeader(meetingId, closing, range.FromRaw, range.FirstEventSeq, range.LastEventSeq, opened.Error is not null));
        return Result.Ok(new MeetingRecording(
            header, part.Comparison, LinesAsync([.. MeetingDocuments.Of(data, officials)], part, cancellationToken)));
    }

    private static bool IsGone(Error error) =>
        error.Code is TrackHistory.HeadExpired or TrackHistory.TrackNotFound or TrackHistory.EmptyRange or ArchiveCodes.EventsExpired;

    /// <returns>Null where nothing of the meeting was timed.</returns>
    private async Task<Result<OpenedRange?>> OpenAsync(
        TrackId track, MeetingRange range, MeetingId meeting, DocumentSession session, CancellationToken cancellationToken)
    {
        if (range.IsEmpty)
        {
            return Result.Ok<OpenedRange?>(null);
        }

        var opening = (await session.FindAsync<MeetingOpening>(meeting.Value, cancellationToken))?.Checkpoint is { } bytes
            ? EngineCheckpoint.TryRead(bytes)
            : null;
        var opened = await HistoryOf(track).OpenAsync(new ReplayRange(false, range.FromRaw, range.ToRaw), cancellationToken, opening);
        return opened.IsOk
            ? Result.Ok<OpenedRange?>(opened.Value with { FirstEvent = range.FirstEvent })
            : new Result<OpenedRange?> { Error = opened.Error };
    }

    /// <summary>All of the meeting, with the state that it starts from.</summary>
    private async Task<Part> WholeAsync(TrackId track, OpenedRange? range, CancellationToken cancellationToken)
    {
        if (range is null)
        {
            return new Part(null, null, None());
        }

        var before = new TrackRefold(track, range.Checkpoint);
        await foreach (var raw in reader.ReadUpToAsync(
            StreamNames.Raw, Subjects.Raw(track), (ulong)range.ReadFrom, (ulong)range.From - 1, ReaderName, cancellationToken))
        {
            before.Fold(new RawRecord((long)raw.StreamSeq, raw.Data));
        }

        var start = before.Checkpoint();
        var state = start.RawSeq == 0 ? null : new RecordedState(start.RawSeq, start.ToBytes());
        var comparison = new EventComparison(kept: 0);
        var run = new ReplayRun(state is null ? new TrackRefold(track, null) : TrackRefold.From(state), range.From, comparison);
        var messages = HistoryOf(track).ReadAsync(range with { ReadFrom = range.From }, () => run.AwaitsEvents, cancellationToken);
        return new Part(state, comparison, run.ThroughAsync(messages.Where(message => IsIn(message, range.From)), tell: null, cancellationToken));
    }

    /// <summary>What streams that have lost a part still hold of the meeting.</summary>
    private async Task<Part> LeftAsync(TrackId track, MeetingRange range, CancellationToken cancellationToken)
    {
        var lastRaw = await broker.LastAsync(StreamNames.Raw, Subjects.Raw(track), cancellationToken);
        var lastEvent = await broker.LastAsync(StreamNames.Race, Subjects.Race(track), cancellationToken);
        var to = Math.Min((long)(lastRaw?.StreamSeq ?? 0), range.ToRaw);
        var messages = HistoryOf(track).ReadAsync(
            new OpenedRange(null, range.FromRaw, range.FromRaw, to, null, (long)(lastEvent?.StreamSeq ?? 0), Math.Max(1, range.FirstEvent)),
            static () => false, cancellationToken);
        return new Part(
            null, null,
            range.IsEmpty || to < range.FromRaw ? None() : messages.Where(message => IsIn(message, range.FromRaw)));
    }

    private static async IAsyncEnumerable<RecordedMessage> LinesAsync(
        RecordedDocument[] documents, Part part, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var document in documents)
        {
            yield return document;
        }

        if (part.State is { } state)
        {
            yield return state;
        }

        await foreach (var message in part.Messages.WithCancellation(cancellationToken))
        {
            yield return message;
        }
    }

    private static bool IsIn(RecordedMessage message, long fromRaw) =>
        message is RecordedEvent race ? race.RawSeq >= fromRaw : message.StreamSeq >= fromRaw;

    private static IAsyncEnumerable<RecordedMessage> None() => AsyncEnumerable.Empty<RecordedMessage>();

    private TrackHistory HistoryOf(TrackId track) => new(track, broker, reader, time);

    /// <param name="State">Null = the log was folded from its start, or cannot be folded.</param>
    private sealed record Part(RecordedState? State, EventComparison? Comparison, IAsyncEnumerable<RecordedMessage> Messages);
}

/// <param name="Comparison">Of what has been enumerated; null = there is nothing to compare.</param>
internal sealed record MeetingRecording(RecordHeader Header, EventComparison? Comparison, IAsyncEnumerable<RecordedMessage> Messages);
