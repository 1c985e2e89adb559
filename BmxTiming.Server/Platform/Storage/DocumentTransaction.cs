using Npgsql;

namespace BmxTiming.Server.Platform.Storage;

/// <summary>A unit of work that holds the lock of a document until it ends: others that lock it too wait.</summary>
internal sealed class DocumentTransaction(
    DocumentSession session, NpgsqlConnection connection, NpgsqlTransaction transaction, Func<Type, string> tableOf) : IAsyncDisposable
{
    /// <summary>Reads and writes of the unit.</summary>
    public DocumentSession Session => session;

    /// <summary>Deletes a document and its revision, so that it can be stored at a smaller one.</summary>
    public async Task ForgetAsync<T>(string id, CancellationToken cancellationToken)
    {
        await using var delete = new NpgsqlCommand($"delete from {tableOf(typeof(T))} where id = $1", connection, transaction);
        delete.Parameters.Add(new NpgsqlParameter { Value = id });
        await delete.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary><c>false</c>: another writer was first, and nothing of this unit was stored.</summary>
    public Task<bool> TryCommitAsync(CancellationToken cancellationToken) => StorageFailures.WithinAsync(connection, CommitAsync(cancellationToken));

    /// <summary>What was not committed is undone.</summary>
    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task<bool> CommitAsync(CancellationToken cancellationToken)
    {
        if (!await session.TrySaveAsync(cancellationToken))
        {
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
