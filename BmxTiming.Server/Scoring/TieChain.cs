using System.Collections.Immutable;
using BmxTiming.Server.Scoring.Rules;

namespace BmxTiming.Server.Scoring;

/// <summary>Puts riders in order, step by step, and says which step decided. The order is total, whatever the results.</summary>
internal static class TieChain
{
    /// <param name="plateOf">The last resort, so that the same results always give the same order.</param>
    public static ImmutableArray<Ordered> Order(IEnumerable<int> riders, ImmutableArray<TieStep> steps, TieView view, Func<int, string> plateOf)
    {
        var keyed = riders
            .Select(rider => (Rider: rider, Keys: KeysOf(rider, steps, view)))
            .ToList();
        keyed.Sort((a, b) => Split(a.Keys, b.Keys) is >= 0 and var at
            ? a.Keys[at].Key.CompareTo(b.Keys[at].Key)
            : string.CompareOrdinal(plateOf(a.Rider), plateOf(b.Rider)));

        var ordered = ImmutableArray.CreateBuilder<Ordered>(keyed.Count);
        for (var i = 0; i < keyed.Count; i++)
        {
            var at = i == 0 ? -1 : Split(keyed[i - 1].Keys, keyed[i].Keys);
            ordered.Add(i == 0
                ? new Ordered(keyed[i].Rider, null, Open: false)
                : new Ordered(keyed[i].Rider, at < 0 ? steps[^1] : keyed[i].Keys[at].Step, Open: at < 0));
        }

        return ordered.ToImmutable();
    }

    private static ImmutableArray<(TieStep Step, long Key)> KeysOf(int rider, ImmutableArray<TieStep> steps, TieView view) =>
        [.. steps.SelectMany(step => view.Keys(step, rider).Select(key => (step, key)))];

    /// <summary>Index of the first key that differs; -1 = all equal. The same steps give the same number of keys.</summary>
    private static int Split(ImmutableArray<(TieStep Step, long Key)> a, ImmutableArray<(TieStep Step, long Key)> b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i].Key != b[i].Key)
            {
                return i;
            }
        }

        return -1;
    }
}
