namespace BmxTiming.Tests.Support;

/// <summary>What a power cut leaves of everything that was not synced.</summary>
/// <param name="page">Which bytes of a page that was written got to the disk.</param>
/// <param name="keepsName">Whether a change of a name, or of a size, did.</param>
internal sealed class WriteBack(Func<(int From, int To)> page, Func<bool> keepsName)
{
    private static readonly (int, int) s_all = (0, MemoryFile.PageBytes);

    public static WriteBack Nothing { get; } = new(static () => (0, 0), static () => false);

    public static WriteBack Everything { get; } = new(static () => s_all, static () => true);

    public (int From, int To) Page() => page();

    public bool KeepsName() => keepsName();

    /// <summary>Any part of it, pages torn at any byte as well.</summary>
    public static WriteBack Random(int seed)
    {
        var random = new Random(seed);
        return new WriteBack(
            () => random.Next(4) switch
            {
                0 => (0, 0),
                1 => s_all,
                2 => (0, random.Next(MemoryFile.PageBytes)),
                _ => (random.Next(MemoryFile.PageBytes), MemoryFile.PageBytes),
            },
            () => random.Next(2) == 0);
    }

    /// <summary>Bit n of <paramref name="mask"/> tells whether the n-th thing that was to be decided got to the disk.</summary>
    public static WriteBack Of(int mask)
    {
        var decided = 0;
        bool Next() => (mask >> Math.Min(decided++, 31) & 1) != 0;
        return new WriteBack(() => Next() ? s_all : (0, 0), Next);
    }

    /// <summary>How many things a restart of <paramref name="files"/> has to decide.</summary>
    public static int DecisionsOf(MemorySpoolFiles files)
    {
        var decisions = 0;
        files.Copy().Restart(new WriteBack(
            () =>
            {
                decisions++;
                return s_all;
            },
            () =>
            {
                decisions++;
                return true;
            }));
        return decisions;
    }
}
