using System.Globalization;

namespace BmxTiming.Server.Control;

/// <summary>One page of a list.</summary>
/// <param name="NextCursor">Asks for the page behind this one; absent at the end. Opaque to the client.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

internal static class Paging
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 500;

    public static int Limit(int? asked) => Math.Clamp(asked ?? DefaultLimit, 1, MaxLimit);

    /// <param name="found">Up to <paramref name="limit"/> + 1 documents: one more tells that there is another page.</param>
    public static Page<TItem> Of<TDocument, TItem>(
        IReadOnlyList<TDocument> found, int limit, Func<TDocument, string> cursor, Func<TDocument, TItem> item) =>
        found.Count <= limit
            ? new Page<TItem>([.. found.Select(item)], null)
            : new Page<TItem>([.. found.Take(limit).Select(item)], cursor(found[limit - 1]));

    /// <summary>The position of a list that is sorted by a number; the end of it for no cursor, or one that is none of ours.</summary>
    public static long Before(string? cursor) =>
        long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : long.MaxValue;
}
