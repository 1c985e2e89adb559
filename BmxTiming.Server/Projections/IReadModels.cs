using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Projections;

/// <summary>The read models of one track while a log is folded into them. Only whole documents are stored, never increments.</summary>
internal interface IReadModels
{
    /// <summary>Takes one message in, or throws and is as it was. A message that cannot be read is a <see cref="System.Text.Json.JsonException"/>.</summary>
    Task TakeAsync(LogMessage message, CancellationToken cancellationToken);

    /// <summary>Puts what changed into a unit of work.</summary>
    void StoreInto(DocumentSession session);

    /// <summary>
    /// Puts everything into a unit of work in place of what is stored, and deletes what should not be there.
    /// </summary>
    /// <param name="projections">Names of the projections that are replaced.</param>
    /// <param name="headSeq">First sequence of the track that is still on the log; 1 when nothing is gone.</param>
    Task<ReplacedDocuments> ReplaceAsync(
        DocumentSession session, IReadOnlySet<string> projections, long headSeq, CancellationToken cancellationToken);
}

/// <param name="Stored">Documents stored.</param>
/// <param name="Deleted">Documents that the log does not lead to.</param>
/// <param name="Kept">Documents of meetings that are not wholly on the log any more.</param>
internal readonly record struct ReplacedDocuments(int Stored, int Deleted, int Kept)
{
    public static ReplacedDocuments operator +(ReplacedDocuments a, ReplacedDocuments b) =>
        new(a.Stored + b.Stored, a.Deleted + b.Deleted, a.Kept + b.Kept);
}
