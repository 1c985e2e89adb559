namespace BmxTiming.TrackClient.Spool;

/// <summary>
/// Remembers what was found damaged, and copies it aside for whoever wants to know why. Best effort: a copy that can not be made must
/// not keep the gateway from starting; the loss itself is declared on the log, from the numbers that are missing.
/// </summary>
internal sealed class SpoolQuarantine(SegmentStore store)
{
    /// <summary>Most copies of one run; a disk that is rotten through would otherwise fill itself.</summary>
    private const int MaxCopies = 256;

    private readonly HashSet<(SegmentName Segment, long Offset)> _seen = [];

    /// <summary>Damaged places found by this process, those of earlier runs that are still there included.</summary>
    public int Places => _seen.Count;

    /// <summary>Copies that could not be made.</summary>
    public int CopiesFailed { get; private set; }

    /// <summary>What was found last.</summary>
    public string? LastReason { get; private set; }

    public void Add(DamagedRange damage)
    {
        if (!_seen.Add((damage.Segment, damage.Offset)))
        {
            return;
        }

        LastReason = damage.Reason;
        if (_seen.Count > MaxCopies)
        {
            return;
        }

        try
        {
            store.Quarantine(damage);
        }
        catch (IOException)
        {
            CopiesFailed++;
        }
    }
}
