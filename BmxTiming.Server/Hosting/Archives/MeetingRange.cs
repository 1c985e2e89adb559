using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Control.Archives;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Hosting.Archives;

/// <summary>The part of a track's logs in which a meeting was raced: from its first staging to the last event of a run of its.</summary>
/// <param name="FirstEvent">Where the event stream is read from: not behind the first event of <paramref name="FromRaw"/>.</param>
internal sealed record MeetingRange(long FromRaw, long ToRaw, long FirstEvent, long FirstEventSeq, long LastEventSeq)
{
    public static MeetingRange None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Events of one raw message stand close together, but other tracks write in between.</summary>
    private const long EventsApart = 10_000;

    public bool IsEmpty => ToRaw == 0;

    public static async Task<Result<MeetingRange>> OfAsync(
        TrackId track, IReadOnlyList<MotoResult> runs, Broker broker, CancellationToken cancellationToken)
    {
        if (runs.Count == 0)
        {
            return Result.Ok(None);
        }

        var (firstSeq, lastSeq) = (runs.Min(static run => run.StagedSeq), runs.Max(static run => run.StreamSeq));
        var first = await broker.NextAsync(StreamNames.Race, Subjects.Race(track), (ulong)firstSeq, cancellationToken);
        var last = await broker.NextAsync(StreamNames.Race, Subjects.Race(track), (ulong)lastSeq, cancellationToken);
        return first?.StreamSeq == (ulong)firstSeq && last?.StreamSeq == (ulong)lastSeq
            && first.Value.NumberHeader(MessageHeaders.RawSeq) is { } fromRaw && last.Value.NumberHeader(MessageHeaders.RawSeq) is { } toRaw
            ? Result.Ok(new MeetingRange(
                fromRaw, toRaw,
                first.Value.NumberHeader(MessageHeaders.Ordinal) == 0 ? firstSeq : Math.Max(1, firstSeq - EventsApart), firstSeq, lastSeq))
            : Result.Fail<MeetingRange>(
                ArchiveCodes.EventsExpired,
                FormattableString.Invariant($"The events {firstSeq} to {lastSeq} of the meeting are not all stored any longer (30 days)."));
    }

    /// <summary>Where the events do not say any longer: what the results noted.</summary>
    public static MeetingRange Noted(IReadOnlyList<MotoResult> runs) =>
        runs.Count == 0 || runs.Any(static run => run.StagedRawSeq is null || run.RawSeq is null)
            ? None
            : new MeetingRange(
                runs.Min(static run => run.StagedRawSeq)!.Value, runs.Max(static run => run.RawSeq)!.Value, 1,
                runs.Min(static run => run.StagedSeq), runs.Max(static run => run.StreamSeq));
}
