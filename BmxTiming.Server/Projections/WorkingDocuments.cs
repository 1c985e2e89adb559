using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Projections;

/// <summary>Documents of one kind while events are folded into them: read once, stored when they changed.</summary>
internal sealed class WorkingDocuments<T>(IDocumentSource source)
    where T : class
{
    private readonly SortedDictionary<string, T?> _documents = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _changed = new(StringComparer.Ordinal);

    /// <summary>What changed, by id.</summary>
    public IReadOnlyDictionary<string, T> Changed => _changed.ToDictionary(id => id, id => _documents[id]!, StringComparer.Ordinal);

    public async Task<T?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!_documents.TryGetValue(id, out var document))
        {
            document = await source.FindAsync<T>(id, cancellationToken);
            _documents[id] = document;
        }

        return document;
    }

    /// <summary>Takes a document that <see cref="FindAsync"/> was asked for.</summary>
    public void Put(string id, T? document)
    {
        if (document is not null && !ReferenceEquals(_documents[id], document))
        {
            _documents[id] = document;
            _changed.Add(id);
        }
    }

    public void StoreInto(DocumentSession session)
    {
        foreach (var id in _changed)
        {
            session.Store(_documents[id]!);
        }
    }
}
