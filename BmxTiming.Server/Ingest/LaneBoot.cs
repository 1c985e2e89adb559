namespace BmxTiming.Server.Ingest;

/// <summary>What a lane knows of one boot: its last number, and the payload hashes of the numbers just before.</summary>
internal sealed class LaneBoot
{
    /// <summary>Numbers back from the last for which another payload is recognised.</summary>
    public const int Window = 1_024;

    private LaneEntry[]? _recent;

    public long LastSeq { get; private set; }

    public bool HasHashes => _recent is not null;

    public void Add(LaneEntry entry)
    {
        if (entry.ToSeq <= LastSeq)
        {
            return;
        }

        _recent ??= new LaneEntry[Window];
        _recent[entry.Seq % Window] = entry;
        LastSeq = entry.ToSeq;
    }

    /// <summary>The payload hash of a number, where it is still kept.</summary>
    public PayloadHash? HashOf(long seq) =>
        _recent is { } recent && recent[seq % Window] is { } entry && entry.Seq == seq ? entry.Hash : null;

    /// <summary>Keeps the last number only: lower ones count as duplicates, whatever they hold.</summary>
    public void DropHashes() => _recent = null;

    /// <summary>The kept entries in order of their numbers.</summary>
    public IReadOnlyList<LaneEntry> Recent() =>
        _recent is null ? [] : [.. _recent.Where(static entry => entry.Seq > 0).OrderBy(static entry => entry.Seq)];

    public static LaneBoot Restore(long lastSeq, IEnumerable<LaneEntry> recent)
    {
        var boot = new LaneBoot();
        foreach (var entry in recent)
        {
            boot.Add(entry);
        }

        boot.LastSeq = lastSeq;
        return boot;
    }
}
