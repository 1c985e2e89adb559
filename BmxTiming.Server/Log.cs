namespace BmxTiming.Server;

/// <summary>The catalogue of what the server logs; each module adds its own part.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Reading {Subject} was interrupted and starts again: {Reason}")]
    public static partial void ReaderInterrupted(ILogger logger, string subject, string reason);

    [LoggerMessage(2, LogLevel.Information, "Broker {Version} is connected and its streams are as provisioned")]
    public static partial void BrokerReady(ILogger logger, Version version);
}
