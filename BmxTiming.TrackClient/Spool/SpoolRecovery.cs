using System.Runtime.CompilerServices;
using BmxTiming.TrackClient.Capture;

namespace BmxTiming.TrackClient.Spool;

/// <summary>
/// Finds out what a spool holds, from its segments alone. The acknowledgement file only saves sending again: where it is missing, old
/// or says more than there is, the segments are right.
/// </summary>
internal sealed class SpoolRecovery(SegmentStore store, SpoolAcks acks, Action<DamagedRange> onDamage)
{
    /// <summary>Boots with records, oldest first.</summary>
    public List<SpoolBoot> Boots()
    {
        var boots = new List<SpoolBoot>();
        foreach (var ofBoot in store.List().GroupBy(static entry => (entry.Name.BootOrdinal, entry.Name.Boot)))
        {
            if (boots.Exists(boot => boot.Id == ofBoot.Key.Boot))
            {
                continue; // a copy that somebody made under another ordinal: one of them is enough
            }

            var boot = new SpoolBoot(ofBoot.Key.BootOrdinal, ofBoot.Key.Boot, onDamage);
            foreach (var (name, bytes) in ofBoot)
            {
                boot.AddSegment(name, bytes);
            }

            var ack = acks.Boots.FirstOrDefault(candidate => candidate.BootId == boot.Id);
            // Segments are removed from the front, and only when they have been confirmed: what is gone there was sent.
            var goneSeq = boot.FirstKeptSeq - 1;
            var ackedSeq = Math.Max(ack?.AckedSeq ?? 0, goneSeq);
            FindEnd(boot, ackedSeq);
            boot.AckedSeq = Math.Clamp(ackedSeq, 0, boot.LastSeq);
            boot.DurableSeq = Math.Clamp(Math.Max(ack?.DurableSeq ?? 0, goneSeq), 0, boot.AckedSeq);
            boot.ClosedFromSeq = ack?.ClosedFromSeq;
            boots.Add(boot);
        }

        return boots;
    }

    /// <summary>
    /// Removes boots that are confirmed to their end and are older than <paramref name="keep"/>: the meeting they belong to is over,
    /// and a server that lost its stream has no use for them.
    /// </summary>
    public static void Forget(List<SpoolBoot> boots, SegmentStore store, Protocol.Ids.BootId now, TimeSpan keep)
    {
        if (BootIdentity.StartOf(now) is not { } nowUs)
        {
            return;
        }

        foreach (var boot in boots.Where(boot => !boot.HasUnsent && boot.DurableSeq >= boot.LastToSendSeq).ToArray())
        {
            if (BootIdentity.StartOf(boot.Id) is { } startUs && (nowUs - startUs).ToTimeSpan() > keep)
            {
                Tidy(() => boot.Segments.ToList().ForEach(segment => store.Delete(segment.Name)));
                boots.Remove(boot);
            }
        }
    }

    // Reads backwards: the last segment says where the boot ends; those before it are read only where they hold something to send.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindEnd(SpoolBoot boot, long ackedSeq)
    {
        for (var i = boot.Segments.Count - 1; i >= 0; i--)
        {
            if (boot.LastSeq > 0 && boot.EndSeq(i) - 1 <= ackedSeq)
            {
                return;
            }

            var segment = boot.Segments[i];
            var isLast = boot.LastSeq == 0;
            var reader = new SegmentReader(store.Files, segment.Name, boot.EndSeq(i), onDamage);
            while (reader.MoveNext(segment.FileBytes))
            {
                // Only where it ends matters here.
            }

            var endSeq = Math.Max(reader.Seq, reader.Tail?.ToSeq ?? 0);
            if (reader.Tail is { } tail)
            {
                onDamage(new DamagedRange(
                    segment.Name, reader.Offset, tail.Bytes, $"{segment.Name}: begun behind seq {reader.Seq} and not whole, up to seq {tail.ToSeq} at least"));
            }

            if (isLast && endSeq == 0)
            {
                // Made, but nothing in it got to the disk: the segment before it says what there is.
                boot.Remove(segment);
                Tidy(() => store.Delete(segment.Name));
                continue;
            }

            boot.LastSeq = Math.Max(boot.LastSeq, endSeq);
            if (isLast)
            {
                // A header that was begun reads the same next time only with the zeros behind it.
                GiveBack(segment, reader.Tail is { } proof ? reader.Offset + proof.Bytes + SpoolRecord.HeaderBytes : reader.Offset);
            }
        }
    }

    // Nothing is ever written to an earlier boot; 16 MiB of zeros a start would fill the cap. A damaged tail stays: it is proof.
    private void GiveBack(Segment segment, long usedBytes)
    {
        usedBytes = Math.Min(usedBytes, segment.FileBytes);
        segment.UsedBytes = usedBytes;
        if (usedBytes < segment.FileBytes)
        {
            Tidy(() =>
            {
                store.Files.Truncate(segment.Name.Path, usedBytes);
                segment.FileBytes = usedBytes;
            });
        }
    }

    // Room that can not be given back is no reason not to start.
    private static bool Tidy(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
