using System.Linq.Expressions;
using JasperFx;
using Marten;
using Marten.Exceptions;
using Npgsql;

namespace BmxTiming.Server.Platform.Storage;

/// <summary>
/// One unit of work: reads see what is committed, writes wait for <see cref="TrySaveAsync"/> and are then one
/// transaction. Failures of the server are exceptions (<see cref="StorageFailures"/>).
/// </summary>
/// <param name="session">Marten's.</param>
/// <param name="connection">Where the unit is part of a transaction: its connection.</param>
internal sealed class DocumentSession(IDocumentSession session, NpgsqlConnection? connection = null) : IAsyncDisposable, IDisposable
{
    public Task<T?> FindAsync<T>(string id, CancellationToken cancellationToken)
        where T : class => StorageFailures.WithinAsync(connection, session.LoadAsync<T>(id, cancellationToken));

    public Task<IReadOnlyList<T>> FindManyAsync<T>(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
        where T : class => StorageFailures.WithinAsync(connection, session.LoadManyAsync<T>(cancellationToken, [.. ids]));

    public Task<IReadOnlyList<T>> ListAsync<T>(
        Func<IQueryable<T>, IQueryable<T>> query, CancellationToken cancellationToken)
        where T : class => StorageFailures.WithinAsync(connection, query(session.Query<T>()).ToListAsync(cancellationToken));

    /// <summary>Members alone, such as ids: no document is read for them.</summary>
    public Task<IReadOnlyList<TMember>> ListAsync<T, TMember>(
        Func<IQueryable<T>, IQueryable<TMember>> query, CancellationToken cancellationToken)
        where T : class
        where TMember : notnull => StorageFailures.WithinAsync(connection, query(session.Query<T>()).ToListAsync(cancellationToken));

    public Task<bool> AnyAsync<T>(Expression<Func<T, bool>> where, CancellationToken cancellationToken)
        where T : class => StorageFailures.WithinAsync(connection, session.Query<T>().AnyAsync(where, cancellationToken));

    /// <summary>Creates or replaces.</summary>
    public void Store<T>(T document)
        where T : class => session.Store(document);

    /// <summary>Creates; when the id is taken, saving finds a conflict.</summary>
    public void Insert<T>(T document)
        where T : class => session.Insert(document);

    /// <summary>Creates or replaces, unless the stored revision is <paramref name="revision"/> or greater: then saving finds a conflict.</summary>
    public void StoreAtRevision<T>(T document, long revision)
        where T : class => session.UpdateRevision(document, revision);

    public void Delete<T>(T document)
        where T : class => session.Delete(document);

    public void Delete<T>(string id)
        where T : class => session.Delete<T>(id);

    /// <summary><c>false</c>: another writer was first, and nothing of this unit was stored.</summary>
    public Task<bool> TrySaveAsync(CancellationToken cancellationToken) => StorageFailures.WithinAsync(connection, SaveAsync(cancellationToken));

    public ValueTask DisposeAsync() => session.DisposeAsync();

    public void Dispose() => session.Dispose();

    private async Task<bool> SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await session.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (Exception e) when (IsConflict(e))
        {
            return false;
        }
    }

    private static bool IsConflict(Exception e) => e switch
    {
        ConcurrencyException or DocumentAlreadyExistsException => true,
        AggregateException all => all.InnerExceptions.All(IsConflict),
        _ => false,
    };
}
