using System.Collections.Immutable;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>A sorted dictionary with a limit: at the limit, the entry used longest ago makes room.</summary>
internal static class Bounded
{
    public static ImmutableSortedDictionary<TKey, TValue> Put<TKey, TValue>(
        ImmutableSortedDictionary<TKey, TValue> entries, TKey key, TValue value, int limit, Func<TValue, long> lastUse)
        where TKey : notnull
    {
        if (entries.Count >= limit && !entries.ContainsKey(key))
        {
            // MinBy takes the first of equals, and the keys are sorted: the choice is the same everywhere.
            entries = entries.Remove(entries.MinBy(entry => lastUse(entry.Value)).Key);
        }

        return entries.SetItem(key, value);
    }
}
