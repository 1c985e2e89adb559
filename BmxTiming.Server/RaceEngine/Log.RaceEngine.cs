namespace BmxTiming.Server;

internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Information, "Race engine takes track {TrackId}: raw log from {NextRawSeq}, events up to race_seq {RaceSeq}")]
    public static partial void TrackTaken(ILogger logger, string trackId, long nextRawSeq, long raceSeq);

    [LoggerMessage(201, LogLevel.Information, "Another engine publishes for track {TrackId}; starting again from what it wrote")]
    public static partial void TrackFenced(ILogger logger, string trackId);

    [LoggerMessage(202, LogLevel.Warning, "Track {TrackId} waits for the broker: {Reason}")]
    public static partial void TrackInterrupted(ILogger logger, string trackId, string reason);

    [LoggerMessage(203, LogLevel.Error, "Raw message {RawSeq} of track {TrackId} failed (attempt {Attempt})")]
    public static partial void InputFailed(ILogger logger, Exception exception, string trackId, long rawSeq, int attempt);

    [LoggerMessage(204, LogLevel.Error, "Raw message {RawSeq} of track {TrackId} was skipped and is in the dead letters: {Reason}")]
    public static partial void InputDeadLettered(ILogger logger, string trackId, long rawSeq, string reason);

    [LoggerMessage(205, LogLevel.Error, "The checkpoint of track {TrackId} knows events that are not on the log; folding from the start")]
    public static partial void CheckpointAhead(ILogger logger, string trackId);

    [LoggerMessage(206, LogLevel.Error, "The raw log of track {TrackId} no longer leads to its published events; going on from their sequence")]
    public static partial void TrackDiverged(ILogger logger, string trackId);

    [LoggerMessage(
        207,
        LogLevel.Critical,
        "The raw stream ends at {LastSeq}, but track {TrackId} was folded up to {FoldedSeq}: the stream lost its tail. The track stands still")]
    public static partial void RawLogLostTail(ILogger logger, string trackId, long lastSeq, long foldedSeq);

    [LoggerMessage(208, LogLevel.Error, "The raw stream starts at {FirstSeq}, behind {NextRawSeq} where track {TrackId} goes on: messages may be missing")]
    public static partial void RawLogStartsLate(ILogger logger, string trackId, long firstSeq, long nextRawSeq);

    [LoggerMessage(209, LogLevel.Error, "The checkpoint of track {TrackId} has {Bytes} bytes and is not saved")]
    public static partial void CheckpointTooLarge(ILogger logger, string trackId, int bytes);

    [LoggerMessage(210, LogLevel.Warning, "Looking for tracks failed: {Reason}")]
    public static partial void DiscoveryFailed(ILogger logger, string reason);
}
