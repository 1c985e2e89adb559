namespace BmxTiming.Server;

internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "PostgreSQL answers and its schema is as provisioned")]
    public static partial void StorageReady(ILogger logger);
}
