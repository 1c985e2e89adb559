namespace BmxTiming.Server.RaceEngine.Replay;

/// <summary>One message of a track's history: what came in, or what the engine said.</summary>
/// <param name="StreamSeq">Its sequence in its stream.</param>
internal abstract record RecordedMessage(long StreamSeq, ReadOnlyMemory<byte> Body);

/// <summary>A message of the raw log.</summary>
internal sealed record RecordedRaw(long StreamSeq, ReadOnlyMemory<byte> Body) : RecordedMessage(StreamSeq, Body);

/// <summary>The engine's state after <see cref="RecordedMessage.StreamSeq"/> of the raw log, as the engine stores it.</summary>
internal sealed record RecordedState(long StreamSeq, ReadOnlyMemory<byte> Body) : RecordedMessage(StreamSeq, Body);

/// <summary>Something official of a meeting.</summary>
internal sealed record RecordedDocument(string Kind, string Id, ReadOnlyMemory<byte> Body) : RecordedMessage(0, Body);

/// <summary>An event on the events stream.</summary>
/// <param name="RawSeq">Raw message it derives from.</param>
/// <param name="Ordinal">Its place among the events of that raw message, from 0.</param>
/// <param name="Fold">Version of the fold that wrote it; absent when the event does not say.</param>
internal sealed record RecordedEvent(long StreamSeq, long RawSeq, int Ordinal, long? Fold, ReadOnlyMemory<byte> Body)
    : RecordedMessage(StreamSeq, Body);
