using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Projections;

/// <summary>Where read models in the making begin: with what is stored, or with nothing.</summary>
internal interface IDocumentSource
{
    Task<T?> FindAsync<T>(string id, CancellationToken cancellationToken)
        where T : class;
}

/// <summary>The stored documents: events are added to them.</summary>
internal sealed class StoredDocumentSource(DocumentSession session) : IDocumentSource
{
    public Task<T?> FindAsync<T>(string id, CancellationToken cancellationToken)
        where T : class => session.FindAsync<T>(id, cancellationToken);
}

/// <summary>No documents: the log is folded from its beginning.</summary>
internal sealed class EmptyDocumentSource : IDocumentSource
{
    public Task<T?> FindAsync<T>(string id, CancellationToken cancellationToken)
        where T : class => Task.FromResult<T?>(null);
}
