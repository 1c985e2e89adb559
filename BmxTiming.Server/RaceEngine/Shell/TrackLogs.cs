using System.Globalization;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Domain;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>One track's logs, snapshot and checkpoint at the broker, in the engine's own terms.</summary>
internal sealed class TrackLogs(TrackId track, IBroker broker, ISubjectReader reader, SubjectWriter writer)
{
    /// <summary>
    /// The events of one passing go out singly (a durable publish takes about half a millisecond, an atomic batch about
    /// four); a backlog goes out in batches.
    /// </summary>
    private const int AtomicFrom = 8;

    private static readonly string s_fold = RaceFold.FoldVersion.ToString(CultureInfo.InvariantCulture);

    /// <summary>The last event on the log; <c>null</c> when there is none.</summary>
    public async Task<PublishedPosition?> PublishedAsync(CancellationToken cancellationToken)
    {
        if (await broker.LastAsync(StreamNames.Race, Subjects.Race(track), cancellationToken) is not { } last)
        {
            return null;
        }

        var message = RaceEvent.Read(last.Data);
        return new PublishedPosition(
            Required(last.NumberHeader(MessageHeaders.RawSeq)),
            (int)Required(last.NumberHeader(MessageHeaders.Ordinal)),
            message!.RaceSeq,
            (long)last.StreamSeq);
    }

    /// <summary>The fold that made the last event on the log; 0 when there is none.</summary>
    public async Task<int> FoldAsync(CancellationToken cancellationToken) =>
        (int)((await broker.LastAsync(StreamNames.Race, Subjects.Race(track), cancellationToken))?.NumberHeader(MessageHeaders.Fold) ?? 0);

    public async Task<EngineCheckpoint?> CheckpointAsync(CancellationToken cancellationToken)
    {
        var bytes = await broker.ReadValueAsync(StreamNames.EngineCheckpoints, track.Value, cancellationToken);
        return bytes is null ? null : EngineCheckpoint.TryRead(bytes);
    }

    /// <summary>First and last sequence of the whole raw stream, all tracks together.</summary>
    public async Task<(long First, long Last)> RawBoundsAsync(CancellationToken cancellationToken)
    {
        var bounds = await broker.BoundsAsync(StreamNames.Raw, cancellationToken);
        return ((long)bounds.FirstSeq, (long)bounds.LastSeq);
    }

    public IAsyncEnumerable<LogMessage> ReadRawAsync(long fromSeq, CancellationToken cancellationToken) =>
        reader.ReadAsync(StreamNames.Raw, Subjects.Raw(track), (ulong)fromSeq, $"race-engine-{track.Value}", cancellationToken);

    public Task<AppendOutcome> AppendAsync(PublishEvents publish, CancellationToken cancellationToken) => writer.AppendAsync(
        StreamNames.Race,
        Subjects.Race(track),
        (ulong)publish.ExpectedStreamSeq,
        [.. publish.Events.Select(message => new OutgoingMessage(message.EventId.ToString(), message.Body, HeadersOf(message)))],
        cancellationToken,
        AtomicFrom);

    public Task SaveAsync(SaveCheckpoint checkpoint, CancellationToken cancellationToken) =>
        broker.WriteValueAsync(StreamNames.EngineCheckpoints, track.Value, checkpoint.Body, cancellationToken);

    public Task PublishAsync(PublishSnapshot snapshot, CancellationToken cancellationToken) => broker.PublishAsync(
        Subjects.Snapshot(track, snapshot.MeetingId),
        snapshot.Body,
        messageId: null,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [MessageHeaders.RaceSeq] = Text(snapshot.RaceSeq),
            [MessageHeaders.StreamSeq] = Text(snapshot.StreamSeq),
            [MessageHeaders.Fold] = s_fold,
        },
        cancellationToken);

    public Task SendAsync(SendDeadLetter letter, CancellationToken cancellationToken) => broker.PublishAsync(
        Subjects.DeadLetter(Roles.RaceEngine),
        letter.Body,
        DeadLetter.IdOf(StreamNames.Raw, letter.RawSeq, Roles.RaceEngine),
        DeadLetter.HeadersOf(
            letter.Reason, new DeadLetterOrigin(StreamNames.Raw, Subjects.Raw(track), letter.RawSeq, letter.Headers?.Invoke() ?? DeadLetterOrigin.NoHeaders)),
        cancellationToken);

    private static Dictionary<string, string> HeadersOf(OutgoingEvent message) => new(StringComparer.Ordinal)
    {
        [MessageHeaders.RawSeq] = Text(message.RawSeq),
        [MessageHeaders.Ordinal] = Text(message.Ordinal),
        [MessageHeaders.Fold] = s_fold,
    };

    private static long Required(long? header) =>
        header ?? throw new InvalidDataException("An event on the log lacks the headers of its origin.");

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
