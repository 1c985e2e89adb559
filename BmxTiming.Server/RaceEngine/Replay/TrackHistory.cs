using System.Runtime.CompilerServices;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Shell;

namespace BmxTiming.Server.RaceEngine.Replay;

/// <summary>A track's history as the broker has it: each raw message, and behind it the events that were derived from it.</summary>
internal sealed class TrackHistory(TrackId track, Broker broker, SubjectReader reader, TimeProvider time)
{
    public const string TrackNotFound = "track_not_found";
    public const string EmptyRange = "empty_range";
    public const string NoCheckpoint = "no_checkpoint";
    public const string HeadExpired = "raw_head_expired";
    public const string TailLost = "raw_tail_lost";

    private const string ReaderName = "replay";

    /// <summary>How long a running engine may take to publish what follows from the last raw message.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    /// <param name="opening">Another state than the engine's that the fold may start from.</param>
    public async Task<Result<OpenedRange>> OpenAsync(
        ReplayRange range, CancellationToken cancellationToken, EngineCheckpoint? opening = null)
    {
        if (await broker.LastAsync(StreamNames.Raw, Subjects.Raw(track), cancellationToken) is not { } lastRaw)
        {
            return Result.Fail<OpenedRange>(TrackNotFound, $"There is nothing on the raw log of {track}.");
        }

        var to = Math.Min(range.To ?? long.MaxValue, (long)lastRaw.StreamSeq);
        if (range.From > to)
        {
            return Result.Fail<OpenedRange>(EmptyRange, $"The raw log of {track} ends at {to}, before {range.From}.");
        }

        var starting = StartAsync(range, (long)lastRaw.StreamSeq, opening, cancellationToken);
        var events = await Task.WhenAll(
            broker.NextAsync(StreamNames.Race, Subjects.Race(track), 1, cancellationToken),
            broker.LastAsync(StreamNames.Race, Subjects.Race(track), cancellationToken));
        var start = await starting;
        if (!start.IsOk)
        {
            return new Result<OpenedRange> { Error = start.Error };
        }

        var checkpoint = start.Value.Checkpoint;
        return Result.Ok(new OpenedRange(
            checkpoint,
            checkpoint is null ? 1 : checkpoint.RawSeq + 1,
            Math.Max(range.From, checkpoint is null ? 1 : checkpoint.RawSeq + 1),
            to,
            events[0] is { } first && RaceSeqOf(first) > 1 ? PositionOf(first) : null,
            (long)(events[1]?.StreamSeq ?? 0)));
    }

    /// <param name="awaitsEvents">Whether events are still to come that follow from the messages given so far.</param>
    public async IAsyncEnumerable<RecordedMessage> ReadAsync(
        OpenedRange range, Func<bool> awaitsEvents, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var events = ReadEventsAsync(range.FirstEvent, range.LastEvent, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var raws = reader.ReadUpToAsync(
            StreamNames.Raw, Subjects.Raw(track), (ulong)range.ReadFrom, (ulong)range.To, ReaderName, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);

        // Both logs are opened at the same time.
        var begun = await Task.WhenAll(events.MoveNextAsync().AsTask(), raws.MoveNextAsync().AsTask());
        var more = begun[0];
        for (var moreRaw = begun[1]; moreRaw; moreRaw = await raws.MoveNextAsync())
        {
            var raw = raws.Current;
            yield return new RecordedRaw((long)raw.StreamSeq, raw.Data);
            for (; more && events.Current.RawSeq <= (long)raw.StreamSeq; more = await events.MoveNextAsync())
            {
                yield return events.Current;
            }
        }

        for (; more && events.Current.RawSeq <= range.To; more = await events.MoveNextAsync())
        {
            yield return events.Current;
        }

        await foreach (var late in ReadLateEventsAsync(range, awaitsEvents, cancellationToken))
        {
            yield return late;
        }
    }

    private async Task<Result<Start>> StartAsync(
        ReplayRange range, long lastRaw, EngineCheckpoint? opening, CancellationToken cancellationToken)
    {
        var firstRaw = (long)(await broker.BoundsAsync(StreamNames.Raw, cancellationToken)).FirstSeq;
        if (opening is not null && LeadsTo(range, opening, firstRaw))
        {
            return Result.Ok(new Start(opening));
        }

        if (!range.FromCheckpoint && await IsWholeAsync(firstRaw, cancellationToken))
        {
            return Result.Ok(new Start(null));
        }

        var bytes = await broker.ReadValueAsync(StreamNames.EngineCheckpoints, track.Value, cancellationToken);
        var checkpoint = bytes is null ? null : EngineCheckpoint.TryRead(bytes);
        if (checkpoint is null && range.FromCheckpoint)
        {
            return Result.Fail<Start>(NoCheckpoint, $"The engine has no checkpoint of {track} that this version can use.");
        }

        if (checkpoint?.RawSeq > lastRaw)
        {
            return Result.Fail<Start>(TailLost, $"The checkpoint stands at {checkpoint.RawSeq}, but the raw log of {track} ends at {lastRaw}.");
        }

        return checkpoint is not null && (range.FromCheckpoint || LeadsTo(range, checkpoint, firstRaw))
            ? Result.Ok(new Start(checkpoint))
            : Result.Fail<Start>(
                HeadExpired,
                $"The raw log begins at {firstRaw}: what {track} said before is gone, so the state there is not known. "
                + "Use --from checkpoint, or a recorded file.");
    }

    /// <summary>It stands before the range, and nothing between the two is gone.</summary>
    private static bool LeadsTo(ReplayRange range, EngineCheckpoint checkpoint, long firstRaw) =>
        checkpoint.RawSeq < range.From && checkpoint.RawSeq + 1 >= firstRaw;

    /// <summary>
    /// Nothing of this track is gone from the head of the raw stream. When the stream has lost its head, the track's first
    /// event tells: it is number 1 and derives from a message that is still there.
    /// </summary>
    private async Task<bool> IsWholeAsync(long firstRaw, CancellationToken cancellationToken)
    {
        if (firstRaw <= 1)
        {
            return true;
        }

        var first = await broker.NextAsync(StreamNames.Race, Subjects.Race(track), 1, cancellationToken);
        return first is not { } message || (RaceSeqOf(message) == 1 && message.NumberHeader(MessageHeaders.RawSeq) >= firstRaw);
    }

    /// <summary>What a running engine publishes while the log is read.</summary>
    private async IAsyncEnumerable<RecordedEvent> ReadLateEventsAsync(
        OpenedRange range, Func<bool> awaitsEvents, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var read = range.LastEvent;
        while (awaitsEvents() && time.GetElapsedTime(started) < s_patience)
        {
            var last = (long)((await broker.LastAsync(StreamNames.Race, Subjects.Race(track), cancellationToken))?.StreamSeq ?? 0);
            if (last <= read)
            {
                await Task.Delay(s_pause, time, cancellationToken);
                continue;
            }

            await foreach (var late in ReadEventsAsync(read + 1, last, cancellationToken))
            {
                if (late.RawSeq <= range.To)
                {
                    yield return late;
                }
            }

            read = last;
        }
    }

    private async IAsyncEnumerable<RecordedEvent> ReadEventsAsync(long from, long to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rawSeq = 0L;
        await foreach (var message in reader.ReadUpToAsync(
            StreamNames.Race, Subjects.Race(track), (ulong)from, (ulong)to, ReaderName, cancellationToken))
        {
            // An event without the headers of its origin is not the engine's: it belongs behind the one before it.
            (rawSeq, var ordinal) = PositionOf(message) ?? (rawSeq, int.MaxValue);
            yield return new RecordedEvent((long)message.StreamSeq, rawSeq, ordinal, message.NumberHeader(MessageHeaders.Fold), message.Data);
        }
    }

    private static (long RawSeq, int Ordinal)? PositionOf(LogMessage message) =>
        message.NumberHeader(MessageHeaders.RawSeq) is { } rawSeq && message.NumberHeader(MessageHeaders.Ordinal) is { } ordinal
            ? (rawSeq, (int)ordinal)
            : null;

    private static long RaceSeqOf(LogMessage message)
    {
        try
        {
            return RaceEvent.Read(message.Data)?.RaceSeq ?? 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    /// <summary>Where the fold starts; without a checkpoint at the beginning.</summary>
    private sealed record Start(EngineCheckpoint? Checkpoint);
}
