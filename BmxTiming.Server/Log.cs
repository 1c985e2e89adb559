using BmxTiming.Protocol.Ids;
using BmxTiming.Server.RaceEngine.Shell.Ownership;

namespace BmxTiming.Server;

/// <summary>The catalogue of what the server logs; a hundred numbers a module.</summary>
internal static partial class Log
{
    // Platform
    [LoggerMessage(1, LogLevel.Warning, "Reading {Subject} was interrupted and starts again: {Reason}")]
    public static partial void ReaderInterrupted(ILogger logger, string subject, string reason);

    [LoggerMessage(2, LogLevel.Information, "Broker {Version} is connected and its streams are as provisioned")]
    public static partial void BrokerReady(ILogger logger, Version version);

    [LoggerMessage(3, LogLevel.Warning, "The broker does not promise all it should ({Code}): {Text}")]
    public static partial void BrokerFinding(ILogger logger, string code, string text);

    [LoggerMessage(4, LogLevel.Critical, "Production does not begin on a broker that can lose what it acknowledged: {Reason}. --accept-data-loss begins all the same")]
    public static partial void BrokerNotAdmitted(ILogger logger, string reason);

    [LoggerMessage(10, LogLevel.Information, "PostgreSQL answers and its schema is as provisioned")]
    public static partial void StorageReady(ILogger logger);

    // Ingest
    [LoggerMessage(100, LogLevel.Information, "Lane {Track} is ready at stream sequence {StreamSeq} after reading {Messages} messages")]
    public static partial void LaneReady(ILogger logger, TrackId track, ulong streamSeq, int messages);

    [LoggerMessage(101, LogLevel.Warning, "Lane {Track} cannot append: {Reason}")]
    public static partial void LaneUnavailable(ILogger logger, TrackId track, string reason);

    [LoggerMessage(102, LogLevel.Error, "The raw log of {Track} ends before acknowledged sequence {LastSeq}: messages are lost on the broker, gateways send again what they kept")]
    public static partial void LogRegressed(ILogger logger, TrackId track, ulong lastSeq);

    [LoggerMessage(103, LogLevel.Error, "Conflict on {Track}: {Client} {Boot} seq {Seq} is on the log with another payload; the new one is a dead letter")]
    public static partial void LaneConflict(ILogger logger, TrackId track, ClientId client, BootId boot, long seq);

    [LoggerMessage(104, LogLevel.Warning, "The checkpoint of lane {Track} was not written: {Reason}")]
    public static partial void LaneCheckpointFailed(ILogger logger, TrackId track, string reason);

    [LoggerMessage(105, LogLevel.Critical, "Lane {Track} stopped on a bug")]
    public static partial void LaneStopped(ILogger logger, TrackId track, Exception exception);

    // Race engine
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

    [LoggerMessage(210, LogLevel.Warning, "The broker did not answer about leases or tracks: {Reason}")]
    public static partial void LeaseCallFailed(ILogger logger, string reason);

    [LoggerMessage(211, LogLevel.Information, "This worker runs track {TrackId} from now on: {How}")]
    public static partial void LeaseTaken(ILogger logger, string trackId, TakeOver how);

    [LoggerMessage(212, LogLevel.Information, "Track {TrackId} is given back: whoever takes it goes on from its events")]
    public static partial void LeaseGivenBack(ILogger logger, string trackId);

    [LoggerMessage(213, LogLevel.Warning, "Another worker has taken track {TrackId}: this one was not heard of for the length of a lease")]
    public static partial void TrackLost(ILogger logger, string trackId);

    [LoggerMessage(214, LogLevel.Warning, "Track {TrackId} was run with fold {Needed}, this worker has {Own}: it leaves it to newer ones")]
    public static partial void TrackNeedsFold(ILogger logger, string trackId, int needed, int own);

    [LoggerMessage(216, LogLevel.Warning, "The rehearsal of track {TrackId} failed: this worker is slower at its first track")]
    public static partial void RehearsalFailed(ILogger logger, Exception exception, string trackId);

    [LoggerMessage(215, LogLevel.Warning, "{Waiting} dead letters of track {TrackId} wait and its race goes on: {Reason}")]
    public static partial void LettersWait(ILogger logger, string trackId, int waiting, string reason);

    // Projections
    [LoggerMessage(300, LogLevel.Debug, "Another worker was faster on {Track}; reading its checkpoint")]
    public static partial void ProjectionOvertaken(ILogger logger, TrackId track);

    [LoggerMessage(301, LogLevel.Warning, "Projections of {Track} wait: {Reason}")]
    public static partial void ProjectionWaits(ILogger logger, TrackId track, string reason);

    [LoggerMessage(302, LogLevel.Error, "The message of {Track} at {StreamSeq} of {Stream} cannot be taken in: it is a dead letter and not in the read models")]
    public static partial void ProjectionSkipped(ILogger logger, Exception exception, TrackId track, ulong streamSeq, string stream);

    [LoggerMessage(303, LogLevel.Information, "The read models of {Track} were built anew, as {Actor} asked for")]
    public static partial void ProjectionsRebuilt(ILogger logger, TrackId track, string actor);

    [LoggerMessage(304, LogLevel.Warning, "A rebuild that was asked for waits: {Reason}")]
    public static partial void RebuildWaits(ILogger logger, string reason);

    // Live gateway
    [LoggerMessage(400, LogLevel.Warning, "The live feed of track {TrackId} waits for the broker: {Reason}")]
    public static partial void FeedWaits(ILogger logger, string trackId, string reason);

    [LoggerMessage(401, LogLevel.Error, "Message {StreamSeq} of track {TrackId} can not be shown: {Reason}")]
    public static partial void FrameUnreadable(ILogger logger, string trackId, ulong streamSeq, string reason);

    [LoggerMessage(403, LogLevel.Error, "The live feed of track {TrackId} ended by a bug: the process must be started again")]
    public static partial void FeedFailed(ILogger logger, Exception exception, string trackId);

    [LoggerMessage(402, LogLevel.Debug, "A live connection to track {TrackId} ended")]
    public static partial void LiveConnectionEnded(ILogger logger, string trackId);

    [LoggerMessage(404, LogLevel.Warning, "No dead letter was made of message {StreamSeq} of track {TrackId}: {Reason}")]
    public static partial void FeedLetterLost(ILogger logger, string trackId, ulong streamSeq, string reason);

    // Web
    [LoggerMessage(500, LogLevel.Warning, "No built frontend was found: pages say how to build it")]
    public static partial void SiteMissing(ILogger logger);

    // Control
    [LoggerMessage(600, LogLevel.Warning, "Intent {Intent} of {Track} ({IntentId}) waits in the outbox: {Reason}")]
    public static partial void IntentWaits(ILogger logger, string intent, TrackId track, string intentId, string reason);

    [LoggerMessage(601, LogLevel.Information, "Intent {Intent} of {Track} ({IntentId}) was sent from the outbox")]
    public static partial void IntentSentAgain(ILogger logger, string intent, TrackId track, string intentId);

    [LoggerMessage(620, LogLevel.Warning, "Archives of closed meetings wait: {Reason}")]
    public static partial void ArchivesWait(ILogger logger, string reason);

    [LoggerMessage(621, LogLevel.Information, "The archive of meeting {MeetingId} is {File}, with {Differences} differences")]
    public static partial void ArchiveWritten(ILogger logger, string meetingId, string file, long differences);

    [LoggerMessage(622, LogLevel.Error, "Meeting {MeetingId} has no archive ({Code}): {Reason}")]
    public static partial void ArchiveRefused(ILogger logger, string meetingId, string? code, string? reason);

    [LoggerMessage(610, LogLevel.Warning, "Next rounds are not filled while the database is away: {Reason}")]
    public static partial void RoundsNotFilled(ILogger logger, string reason);
}
