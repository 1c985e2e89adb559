using System.Data;
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

    /// <summary>
    /// Work inside a transaction. One whose connection broke counts for Npgsql, and for Marten when it tries again, as one that has
    /// ended, which reads like an error of ours; but it is the server that went away.
    /// </summary>
    /// <param name="connection">Of the transaction; absent where each call has its own.</param>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task<T> WithinAsync<T>(NpgsqlConnection? connection, Task<T> work)
    {
        try
        {
            return await work;
        }
        catch (InvalidOperationException e) when (connection is { State: not ConnectionState.Open })
        {
            throw new IOException("The connection to the database broke.", e);
        }
    }

    private static bool IsAway(string sqlState) => sqlState is
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
        or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedFunction
        or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.ObjectNotInPrerequisiteState;
}
