using BmxTiming.Protocol.Ids;

namespace BmxTiming.Server;

internal static partial class Log
{
    [LoggerMessage(400, LogLevel.Debug, "Another worker was faster on {Track}; reading its checkpoint")]
    public static partial void ProjectionOvertaken(ILogger logger, TrackId track);

    [LoggerMessage(401, LogLevel.Warning, "Projections of {Track} wait: {Reason}")]
    public static partial void ProjectionWaits(ILogger logger, TrackId track, string reason);

    [LoggerMessage(402, LogLevel.Error, "The race event of {Track} at stream sequence {StreamSeq} cannot be read and is not in the read models")]
    public static partial void ProjectionSkipped(ILogger logger, TrackId track, ulong streamSeq);
}
