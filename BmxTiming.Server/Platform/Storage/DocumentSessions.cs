using Marten;
using Npgsql;

namespace BmxTiming.Server.Platform.Storage;

/// <summary>Opens units of work on the document store.</summary>
internal sealed class DocumentSessions(IDocumentStore store, NpgsqlDataSource source)
{
    public DocumentSession Open() => new(store.LightweightSession());

    /// <summary>Opens a unit of work and takes the lock of a document. One that is not there cannot be locked: then saving finds the conflict.</summary>
    public async Task<DocumentTransaction> LockAsync<T>(string id, CancellationToken cancellationToken)
        where T : notnull
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using (var take = new NpgsqlCommand($"select 1 from {TableOf(typeof(T))} where id = $1 for update", connection, transaction))
            {
                take.Parameters.Add(new NpgsqlParameter { Value = id });
                await take.ExecuteNonQueryAsync(cancellationToken);
            }

            var session = store.LightweightSession(Marten.Services.SessionOptions.ForTransaction(transaction));
            return new DocumentTransaction(new DocumentSession(session, connection), connection, transaction, TableOf);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private string TableOf(Type document) => store.Options.FindOrResolveDocumentType(document).TableName.QualifiedName;
}
