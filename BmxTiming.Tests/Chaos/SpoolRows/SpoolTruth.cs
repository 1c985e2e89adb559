using System.Text;
using BmxTiming.Protocol.Ids;
using BmxTiming.TrackClient.Spool;

namespace BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>What must be true of a spool, kept beside it: what was appended, whose commit returned, and what the server confirmed.</summary>
internal sealed class SpoolTruth
{
    private readonly List<Boot> _boots = [];

    /// <summary>The content of a record, from which its place can be told.</summary>
    public static byte[] Payload(BootId boot, long seq) =>
        Encoding.UTF8.GetBytes($"{boot.Value}:{seq}:{new string((char)('a' + (seq % 26)), (int)(seq * 7 % 23))}");

    public void Began(BootId boot) => _boots.Add(new Boot(boot));

    public void Append(SpoolCore spool)
    {
        var boot = Of(spool.Current.Id);
        spool.Append(Payload(boot.Id, spool.NextSeq));
        boot.AppendedSeq = spool.NextSeq - 1;
    }

    public long AckedSeqOf(BootId boot) => Of(boot).AckedSeq;

    /// <summary>A commit has returned.</summary>
    public void Committed(BootId boot) => Of(boot).CommittedSeq = Of(boot).AppendedSeq;

    public void Acknowledge(SpoolCore spool, BootId boot, long seq)
    {
        // Before it is told: what the server knows does not depend on what the spool makes of it.
        Of(boot).AckedSeq = seq;
        spool.Ack(boot, seq, seq);
    }

    /// <summary>A save of the acknowledgements has returned: what the spool then knew of them is certain from now on.</summary>
    public void AcksSaved(SpoolCore spool)
    {
        foreach (var boot in _boots)
        {
            boot.SavedSeq = Math.Max(boot.SavedSeq, spool.Find(boot.Id)?.AckedSeq ?? 0);
        }
    }

    /// <summary>What is wrong with a spool that was opened from what is left; null when all that must be there is.</summary>
    /// <param name="spool">The spool.</param>
    /// <param name="isSavedCertain">Whether what was saved of the acknowledgements must be known; else it may cost a re-send.</param>
    public string? FaultOf(SpoolCore spool, bool isSavedCertain = true)
    {
        var order = spool.Boots.Select(boot => _boots.FindIndex(known => known.Id == boot.Id)).Where(static index => index >= 0).ToArray();
        if (!order.Order().SequenceEqual(order))
        {
            return "boots are in another order";
        }

        return _boots.Select(boot => FaultOf(boot, spool, isSavedCertain)).FirstOrDefault(static fault => fault is not null);
    }

    /// <summary>What survived a crash is as good as committed from now on.</summary>
    public void Settle(SpoolCore spool)
    {
        foreach (var boot in _boots)
        {
            var last = spool.Find(boot.Id)?.LastSeq ?? 0;
            boot.AppendedSeq = Math.Max(last, boot.CommittedSeq);
            boot.TornSeqs.UnionWith(Torn(boot, spool, last));
            boot.CommittedSeq = boot.AppendedSeq;
        }
    }

    private static IEnumerable<long> Torn(Boot boot, SpoolCore spool, long last)
    {
        for (var seq = boot.CommittedSeq + 1; seq <= last; seq++)
        {
            if (spool.Read(boot.Id, seq, 1, int.MaxValue).Records.Count == 0)
            {
                yield return seq;
            }
        }
    }

    private static string? FaultOf(Boot known, SpoolCore spool, bool isSavedCertain)
    {
        if (spool.Find(known.Id) is not { } boot)
        {
            return known.CommittedSeq > known.AckedSeq ? $"boot {known.Id} is gone, confirmed {known.AckedSeq} of {known.CommittedSeq}" : null;
        }

        if (boot.LastSeq < known.CommittedSeq || boot.LastSeq > known.AppendedSeq)
        {
            return $"boot {known.Id} ends at {boot.LastSeq}, committed {known.CommittedSeq}, appended {known.AppendedSeq}";
        }

        if (boot.FirstKeptSeq - 1 > known.AckedSeq)
        {
            return $"boot {known.Id} begins at {boot.FirstKeptSeq}, confirmed only to {known.AckedSeq}";
        }

        if (boot.AckedSeq > known.AckedSeq || (isSavedCertain && boot.AckedSeq < known.SavedSeq))
        {
            return $"boot {known.Id} counts as confirmed to {boot.AckedSeq}, confirmed {known.AckedSeq}, saved {known.SavedSeq}";
        }

        for (var seq = boot.FirstKeptSeq; seq <= boot.LastSeq; seq++)
        {
            var read = spool.Read(boot.Id, seq, 1, int.MaxValue);
            var isWhole = read.Records.Count == 1 && read.Records[0].Span.SequenceEqual(Payload(boot.Id, seq));
            var mayBeTorn = seq > known.CommittedSeq || known.TornSeqs.Contains(seq);
            if (!isWhole && !(mayBeTorn && read is { Records.Count: 0, MissingToSeq: not null }))
            {
                return $"boot {known.Id} seq {seq} of {known.CommittedSeq} committed: {(read.Records.Count == 0 ? "missing" : Encoding.UTF8.GetString(read.Records[0].Span))}";
            }
        }

        return null;
    }

    private Boot Of(BootId boot) => _boots.Find(candidate => candidate.Id == boot) ?? throw new InvalidOperationException($"boot {boot} never began");

    private sealed class Boot(BootId id)
    {
        public BootId Id => id;

        public long AppendedSeq { get; set; }

        public long CommittedSeq { get; set; }

        public long AckedSeq { get; set; }

        public long SavedSeq { get; set; }

        /// <summary>Were being written when the power went, and got lost in between ones that survived; declared as lost.</summary>
        public HashSet<long> TornSeqs { get; } = [];
    }
}
