using Marten;

namespace BmxTiming.Server.Platform.Storage;

/// <summary>Opens units of work on the document store.</summary>
internal sealed class DocumentSessions(IDocumentStore store)
{
    public DocumentSession Open() => new(store.LightweightSession());
}
