using System.Diagnostics.CodeAnalysis;

namespace BmxTiming.Server.Ingest;

/// <summary>
/// What is on one track's raw log, as far as it decides what may be appended next. No I/O: the host tells what it saw
/// on the log (<see cref="Observe"/>) and asks what to do with a batch (<see cref="Judge"/>). Only messages that are
/// on the log enter, so an answer from here is an answer from the log.
/// </summary>
internal sealed class TrackLane
{
    /// <summary>Boots with payload hashes; boots that wrote longer ago keep their last number only.</summary>
    public const int MaxHashedBoots = 64;

    /// <summary>Boots known by their last number; the one silent for longest is forgotten. No track restarts its gateways as often within the log's life.</summary>
    public const int MaxBoots = 2_048;

    private readonly Dictionary<Sender, LinkedListNode<(Sender Sender, LaneBoot Boot)>> _bySender = [];

    // Most recent writer first.
    private readonly LinkedList<(Sender Sender, LaneBoot Boot)> _byActivity = new();
    private int _hashed;

    /// <summary>Stream sequence of the subject's last message; 0 = none.</summary>
    public ulong LastStreamSeq { get; private set; }

    /// <summary>Its message id: a log that lost its tail may have something else in the same place by now. Absent when it carried none.</summary>
    public string? LastMessageId { get; private set; }

    /// <summary>Most recent writer first.</summary>
    public IEnumerable<(Sender Sender, LaneBoot Boot)> Boots => _byActivity;

    public long LastSeqOf(Sender sender) => TryGet(sender, out var boot) ? boot.LastSeq : 0;

    public LaneVerdict Judge(Sender sender, IReadOnlyList<LaneEntry> batch)
    {
        ArgumentOutOfRangeException.ThrowIfZero(batch.Count);
        var boot = TryGet(sender, out var known) ? known : null;
        var last = boot?.LastSeq ?? 0;
        var firstNew = 0;
        var conflicts = new List<int>();
        for (; firstNew < batch.Count && batch[firstNew].Seq <= last; firstNew++)
        {
            if (boot?.HashOf(batch[firstNew].Seq) is { } stored && stored != batch[firstNew].Hash)
            {
                conflicts.Add(firstNew);
            }
        }

        if (conflicts.Count > 0)
        {
            return new LaneVerdict.Conflict(batch[conflicts[0]].Seq, conflicts);
        }

        if (firstNew == batch.Count)
        {
            return new LaneVerdict.Known();
        }

        return batch[firstNew].Seq == last + 1 ? new LaneVerdict.Append(firstNew) : new LaneVerdict.Gap(last + 1);
    }

    /// <summary>A message stands on the log at <paramref name="streamSeq"/>. Seeing it again changes nothing.</summary>
    public void Observe(Sender sender, LaneEntry entry, ulong streamSeq, string? messageId = null)
    {
        Touch(sender).Add(entry);
        Advance(streamSeq, messageId);
    }

    /// <summary>A message that no gateway sent, or that nobody can read, stands on the log.</summary>
    public void Advance(ulong streamSeq, string? messageId = null)
    {
        if (streamSeq > LastStreamSeq)
        {
            (LastStreamSeq, LastMessageId) = (streamSeq, messageId);
        }
    }

    /// <summary>All messages of the subject are gone, by age; senders go on from where they were.</summary>
    public void Emptied() => (LastStreamSeq, LastMessageId) = (0, null);

    public static TrackLane Restore(
        ulong lastStreamSeq, string? lastMessageId, IEnumerable<(Sender Sender, LaneBoot Boot)> bootsMostRecentFirst)
    {
        var lane = new TrackLane { LastStreamSeq = lastStreamSeq, LastMessageId = lastMessageId };
        foreach (var (sender, boot) in bootsMostRecentFirst)
        {
            lane._bySender[sender] = lane._byActivity.AddLast((sender, boot));
            lane._hashed += boot.HasHashes ? 1 : 0;
        }

        return lane;
    }

    private bool TryGet(Sender sender, [NotNullWhen(true)] out LaneBoot? boot)
    {
        boot = _bySender.TryGetValue(sender, out var node) ? node.Value.Boot : null;
        return boot is not null;
    }

    private LaneBoot Touch(Sender sender)
    {
        if (_bySender.TryGetValue(sender, out var node))
        {
            _byActivity.Remove(node);
            _byActivity.AddFirst(node);
        }
        else
        {
            node = _byActivity.AddFirst((sender, new LaneBoot()));
            _bySender[sender] = node;
        }

        _hashed += node.Value.Boot.HasHashes ? 0 : 1; // It gets its first hash from the caller.
        Bound(node);
        return node.Value.Boot;
    }

    private void Bound(LinkedListNode<(Sender Sender, LaneBoot Boot)> writer)
    {
        for (var node = _byActivity.Last; _hashed > MaxHashedBoots && node is not null && node != writer; node = node.Previous)
        {
            if (node.Value.Boot.HasHashes)
            {
                node.Value.Boot.DropHashes();
                _hashed--;
            }
        }

        if (_byActivity.Count > MaxBoots && _byActivity.Last is { } oldest)
        {
            _hashed -= oldest.Value.Boot.HasHashes ? 1 : 0;
            _bySender.Remove(oldest.Value.Sender);
            _byActivity.RemoveLast();
        }
    }
}
