using Marten;

namespace BmxTiming.Server.Platform.Storage;

/// <summary>Search by the beginnings of words, on documents that <see cref="DocumentTypes.WithText{T}"/> names.</summary>
internal static class TextSearch
{
    /// <summary>PostgreSQL's configuration that knows no language: names are not to be stemmed.</summary>
    internal const string Configuration = "simple";

    /// <summary>Documents in which, for each of the words, a word begins with it.</summary>
    /// <param name="words">Letters and digits only.</param>
    public static IQueryable<T> WithWords<T>(this IQueryable<T> all, IEnumerable<string> words)
        where T : class
    {
        var query = string.Join(" & ", words.Select(word => $"'{word}':*"));
        return all.Where(x => x.Search(query, Configuration));
    }
}
