using BmxTiming.Protocol.Ids;

namespace BmxTiming.Server;

internal static partial class Log
{
    [LoggerMessage(600, LogLevel.Warning, "Intent {Intent} of {Track} ({IntentId}) waits in the outbox: {Reason}")]
    public static partial void IntentWaits(ILogger logger, string intent, TrackId track, string intentId, string reason);

    [LoggerMessage(601, LogLevel.Information, "Intent {Intent} of {Track} ({IntentId}) was sent from the outbox")]
    public static partial void IntentSentAgain(ILogger logger, string intent, TrackId track, string intentId);
}
