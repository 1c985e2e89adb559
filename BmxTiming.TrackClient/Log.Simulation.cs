using Microsoft.Extensions.Logging;

namespace BmxTiming.TrackClient;

internal static partial class Log
{
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
