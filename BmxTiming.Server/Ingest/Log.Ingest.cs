using BmxTiming.Protocol.Ids;

namespace BmxTiming.Server;

internal static partial class Log
{
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

    [LoggerMessage(106, LogLevel.Warning, "The broker does not sync every write (or Nats:MonitoringUrl does not tell): nothing is reported as durable")]
    public static partial void NotDurable(ILogger logger);
}
