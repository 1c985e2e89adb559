using Microsoft.Extensions.Logging;

namespace BmxTiming.TrackClient;

/// <summary>Everything the track client says. Error = someone must act; Warning = degraded and healing.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Spool open: boot {BootId}, {OlderBoots} older boots, {Unsent} records to send")]
    public static partial void SpoolOpened(this ILogger log, string bootId, int olderBoots, long unsent);

    [LoggerMessage(LogLevel.Error, "The spool can not be written; the decoder is not read until it can")]
    public static partial void SpoolWriteFailed(this ILogger log, Exception failure);

    [LoggerMessage(LogLevel.Error, "Spool full: {Full}")]
    public static partial void SpoolFullChanged(this ILogger log, bool full);

    [LoggerMessage(LogLevel.Error, "Spool damaged in {Places} places, last {Reason}. What could not be read is declared lost; copies are in the quarantine folder, {NotCopied} could not be made")]
    public static partial void SpoolDamaged(this ILogger log, int places, string reason, int notCopied);

    [LoggerMessage(LogLevel.Error, "Stopped with {Pending} records that the disk did not take")]
    public static partial void SpoolStoppedWithPending(this ILogger log, int pending);

    [LoggerMessage(LogLevel.Warning, "The acknowledgement file was not saved")]
    public static partial void AcksNotSaved(this ILogger log, Exception failure);

    [LoggerMessage(LogLevel.Information, "Server confirms")]
    public static partial void UplinkOk(this ILogger log);

    [LoggerMessage(LogLevel.Warning, "Server does not confirm ({Code}): {Detail}. Records are kept and sent later")]
    public static partial void UplinkOffline(this ILogger log, string code, string detail);

    [LoggerMessage(LogLevel.Error, "Server refuses ({Code}): {Detail}. Records are kept")]
    public static partial void UplinkRefused(this ILogger log, string code, string detail);

    [LoggerMessage(LogLevel.Warning, "Server lacks records: boot {BootId} sent again from {FromSeq}")]
    public static partial void Rewinding(this ILogger log, string bootId, long fromSeq);

    [LoggerMessage(LogLevel.Error, "Server lost its stream ({Reason}): everything kept is sent again")]
    public static partial void StreamLost(this ILogger log, string reason);

    [LoggerMessage(LogLevel.Critical, "Server holds boot {BootId} seq {Seq} with other content: {Count} records filed again as boot {NewBootId}")]
    public static partial void Conflict(this ILogger log, string bootId, long seq, int count, string newBootId);

    [LoggerMessage(LogLevel.Error, "An answer of the server could not be noted in the spool")]
    public static partial void UplinkSpoolFailed(this ILogger log, Exception failure);

    [LoggerMessage(LogLevel.Information, "Decoder connected at {EndPoint}")]
    public static partial void DecoderConnected(this ILogger log, string endPoint);

    [LoggerMessage(LogLevel.Warning, "Decoder at {EndPoint} lost: {Reason}")]
    public static partial void DecoderLost(this ILogger log, string endPoint, string reason);

    [LoggerMessage(LogLevel.Warning, "The decoder's bookmark was not saved")]
    public static partial void BookmarkNotSaved(this ILogger log, Exception failure);

    [LoggerMessage(LogLevel.Warning, "Simulated decoder does not answer discovery: {Reason}")]
    public static partial void SimulatorDeaf(this ILogger log, string reason);

    [LoggerMessage(LogLevel.Information, "Race day: {Motos} motos of {Riders} riders are done")]
    public static partial void RaceDayDone(this ILogger log, int motos, int riders);

    [LoggerMessage(LogLevel.Information, "Simulated decoder listens on {EndPoint}")]
    public static partial void SimulatorListens(this ILogger log, string endPoint);

    [LoggerMessage(LogLevel.Warning, "A connection beyond the {MaxClients} that a decoder takes was refused")]
    public static partial void SimulatorRefused(this ILogger log, int maxClients);

    [LoggerMessage(LogLevel.Information, "Replay done: {Frames} frames")]
    public static partial void ReplayDone(this ILogger log, int frames);

    [LoggerMessage(LogLevel.Information, "Race director: {Motos} motos of meeting {MeetingId} are in place")]
    public static partial void DirectorSeeded(this ILogger log, int motos, string meetingId);

    [LoggerMessage(LogLevel.Information, "Race director: {MotoId} staged as {RunId}")]
    public static partial void DirectorStaged(this ILogger log, string motoId, string runId);

    [LoggerMessage(LogLevel.Information, "Race director: {RunId} ended as {Phase}")]
    public static partial void DirectorRaceEnded(this ILogger log, string runId, string phase);

    [LoggerMessage(LogLevel.Warning, "Race director: {Request} answered {Status} {Code}")]
    public static partial void DirectorRefused(this ILogger log, string request, int status, string code);

    [LoggerMessage(LogLevel.Warning, "Race director: another moto, {MotoId}, is at the gate; waiting until it is gone")]
    public static partial void DirectorForeignMoto(this ILogger log, string motoId);

    [LoggerMessage(LogLevel.Error, "Race director stumbled and starts over")]
    public static partial void DirectorStumbled(this ILogger log, Exception failure);
}
