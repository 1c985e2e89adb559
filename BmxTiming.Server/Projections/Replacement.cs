using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Projections;

/// <summary>Puts a set of documents in the place of the stored one.</summary>
internal static class Replacement
{
    /// <summary>All of the log is there: it knows everything that is stored.</summary>
    /// <param name="stored">The ids of what is stored of the track.</param>
    /// <param name="built">What the log leads to, by id.</param>
    public static ReplacedDocuments Of<T>(DocumentSession session, IReadOnlyList<string> stored, IReadOnlyDictionary<string, T> built)
        where T : class
    {
        var wrong = stored.Where(id => !built.ContainsKey(id)).ToArray();
        foreach (var id in wrong)
        {
            session.Delete<T>(id);
        }

        foreach (var document in built.Values)
        {
            session.Store(document);
        }

        return new ReplacedDocuments(built.Count, wrong.Length, 0);
    }

    /// <param name="stored">What is stored of the track.</param>
    /// <param name="built">What the log leads to, by id.</param>
    /// <param name="id">The id of a document.</param>
    /// <param name="isKept">The stored document knows more than the log does, and stays.</param>
    public static ReplacedDocuments Of<T>(
        DocumentSession session, IReadOnlyList<T> stored, IReadOnlyDictionary<string, T> built, Func<T, string> id, Func<T, bool> isKept)
        where T : class
    {
        var kept = stored.Where(isKept).Select(id).ToHashSet(StringComparer.Ordinal);
        var wrong = stored.Where(document => !kept.Contains(id(document)) && !built.ContainsKey(id(document))).ToArray();
        foreach (var document in wrong)
        {
            session.Delete(document);
        }

        // A meeting that is cut is cut as a whole: a document of it that the log would add is half of one.
        var whole = built.Values.Where(document => !isKept(document)).ToArray();
        foreach (var document in whole)
        {
            session.Store(document);
        }

        return new ReplacedDocuments(whole.Length, wrong.Length, kept.Count);
    }
}
