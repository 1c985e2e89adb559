using System.Net.Sockets;
using Marten.Exceptions;
using Npgsql;

namespace BmxTiming.Server.Platform.Storage;

/// <summary>Which exceptions mean "the database is away, restarting or not provisioned yet" and heal by trying again.</summary>
internal static class StorageFailures
{
    public static bool IsTransient(Exception e) => e switch
    {
        PostgresException postgres => postgres.IsTransient || IsAway(postgres.SqlState),
        NpgsqlException or TimeoutException or SocketException or IOException => true,
        MartenCommandException { InnerException: { } inner } => IsTransient(inner),
        _ => false,
    };

    private static bool IsAway(string sqlState) => sqlState is
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
        or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedFunction
        or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.ObjectNotInPrerequisiteState;
}
