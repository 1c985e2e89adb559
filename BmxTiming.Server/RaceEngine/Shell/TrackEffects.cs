using System.Collections.Immutable;
using BmxTiming.Protocol.Ids;

namespace BmxTiming.Server.RaceEngine.Shell;

/// <summary>A message of a track's raw log.</summary>
/// <param name="StreamSeq">Its sequence in the raw stream.</param>
/// <param name="Headers">Its headers, asked for only when it becomes a dead letter.</param>
internal readonly record struct RawRecord(
    long StreamSeq, ReadOnlyMemory<byte> Body, Func<IReadOnlyDictionary<string, string>>? Headers = null);

/// <summary>The last message on a track's events subject.</summary>
/// <param name="RawSeq">Raw message it derives from.</param>
/// <param name="Ordinal">Its place among the events of that raw message, from 0.</param>
/// <param name="StreamSeq">Its sequence in the event stream: the fence of the next publish.</param>
internal sealed record PublishedPosition(long RawSeq, int Ordinal, long RaceSeq, long StreamSeq);

/// <summary>An event that is not on the log yet.</summary>
internal sealed record OutgoingEvent(long RawSeq, int Ordinal, long RaceSeq, MessageId EventId, ReadOnlyMemory<byte> Body);

/// <summary>Events to append in order, the first only right after <paramref name="ExpectedStreamSeq"/> (0 = the subject is empty).</summary>
internal sealed record PublishEvents(long ExpectedStreamSeq, ImmutableArray<OutgoingEvent> Events);

/// <summary>What a host is to do for an actor besides publishing events.</summary>
internal abstract record TrackEffect;

/// <param name="StreamSeq">Sequence of the snapshot's last event in the event stream.</param>
internal sealed record PublishSnapshot(MeetingId? MeetingId, long RaceSeq, long StreamSeq, ReadOnlyMemory<byte> Body) : TrackEffect;

internal sealed record SaveCheckpoint(long RawSeq, ReadOnlyMemory<byte> Body) : TrackEffect;

/// <summary>A raw message nobody could use goes to the dead letters, bytes unchanged.</summary>
internal sealed record SendDeadLetter(
    long RawSeq, string Reason, ReadOnlyMemory<byte> Body, Func<IReadOnlyDictionary<string, string>>? Headers = null) : TrackEffect;
