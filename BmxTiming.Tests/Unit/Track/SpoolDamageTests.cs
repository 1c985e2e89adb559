using System.Text;
using BmxTiming.Protocol.Ids;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Spool;
using Xunit;

namespace BmxTiming.Tests.Unit.Track;

/// <summary>Damage, a disk that fails and a disk that is full, one at a time; the chaos rows have them all.</summary>
public sealed class SpoolDamageTests
{
    private static readonly SpoolOptions Small = new() { SegmentBytes = 400, CapBytes = 2000 };

    private readonly MemorySpoolFiles _files = new();

    [Fact]
    public void A_damaged_record_is_reported_missing_and_the_ones_behind_it_are_kept()
    {
        var spool = Open("b1");
        Append(spool, 4);
        spool.Commit();
        var (name, bytes) = _files.Segments.Single();
        var damaged = bytes.ToArray();
        damaged[SpoolRecord.SizeOf(4) + SpoolRecord.HeaderBytes] ^= 1;
        _files.Overwrite(name, damaged);

        var reopened = Open("b2");
        var boot = BootId.Parse("b1");
        Assert.Equal(1, reopened.Read(boot, 1, 10, 1000).LastSeq);
        Assert.Equal(2, reopened.Read(boot, 2, 10, 1000).MissingToSeq);
        Assert.Equal(4, reopened.Read(boot, 3, 10, 1000).LastSeq);
        Assert.Equal(1, reopened.Quarantine.Places);
        Assert.Contains("seq 2 to 2", reopened.Quarantine.LastReason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_last_record_is_known_to_be_lost_too()
    {
        var spool = Open("b1");
        Append(spool, 3);
        spool.Commit();
        var (name, bytes) = _files.Segments.Single();
        var damaged = bytes.ToArray();
        damaged[3 * SpoolRecord.SizeOf(4) - 1] ^= 1;
        _files.Overwrite(name, damaged);

        var reopened = Open("b2");
        Assert.Equal(3, reopened.Find(BootId.Parse("b1"))!.LastSeq);
        Assert.Equal(3, reopened.Read(BootId.Parse("b1"), 3, 10, 1000).MissingToSeq);
        Assert.Equal(3, Open("b3").Find(BootId.Parse("b1"))!.LastSeq); // the proof is kept
    }

    [Fact]
    public void Two_records_that_were_begun_at_the_end_are_known_at_the_next_start_too()
    {
        var spool = Open("b1");
        Append(spool, 3);
        spool.Commit();
        var (name, bytes) = _files.Segments.Single();
        var torn = bytes.ToArray();
        torn[SpoolRecord.SizeOf(4) + SpoolRecord.HeaderBytes] ^= 1; // the second one's payload
        torn.AsSpan((2 * SpoolRecord.SizeOf(4)) + 9).Clear(); // of the third only magic, length and the begin of its number
        _files.Overwrite(name, torn);

        Assert.Equal(3, Open("b2").Find(BootId.Parse("b1"))!.LastSeq);
        Assert.Equal(3, Open("b3").Find(BootId.Parse("b1"))!.LastSeq);
    }

    [Fact]
    public void What_can_not_be_put_aside_keeps_nobody_from_starting()
    {
        var spool = Open("b1");
        Append(spool, 3);
        spool.Commit();
        var (name, bytes) = _files.Segments.Single();
        var damaged = bytes.ToArray();
        damaged[SpoolRecord.HeaderBytes] ^= 1;
        _files.Overwrite(name, damaged);
        _files.Intercept = static call => call.Path.StartsWith(SegmentStore.QuarantineFolder, StringComparison.Ordinal) ? new SpoolDiskFullException("full") : null;

        var reopened = Open("b2");
        Assert.Equal(1, reopened.Quarantine.CopiesFailed);
        Assert.Equal(1, reopened.Read(BootId.Parse("b1"), 1, 10, 1000).MissingToSeq);
    }

    [Fact]
    public void Records_that_are_gone_from_the_front_count_as_confirmed_whatever_the_acknowledgement_file_says()
    {
        var spool = Open("b1");
        while (_files.Segments.Count < 3)
        {
            Append(spool, 1);
            spool.Commit();
        }

        var first = _files.Segments.Keys.Min();
        _files.Remove(first.Path);
        var reopened = Open("b2").Find(BootId.Parse("b1"))!;
        Assert.Equal(reopened.FirstKeptSeq - 1, reopened.AckedSeq);
    }

    [Fact]
    public void A_disk_without_room_is_given_what_the_server_has_confirmed()
    {
        var spool = Open("b1");
        while (_files.Segments.Count < 3)
        {
            Append(spool, 1);
            spool.Commit();
        }

        spool.Ack(BootId.Parse("b1"), spool.NextSeq - 2, spool.NextSeq - 2);
        var room = 0;
        _files.Intercept = call => call.Operation switch
        {
            DiskOperation.Delete => Freed(ref room),
            DiskOperation.Create when room == 0 => new SpoolDiskFullException("full"),
            _ => null,
        };
        var before = _files.Segments.Count;
        for (var i = 0; i < 30 && room == 0; i++)
        {
            Append(spool, 1);
            spool.Commit();
        }

        Assert.Equal(1, room);
        Assert.Equal(before, _files.Segments.Count);
        Assert.Equal(spool.NextSeq - 1, spool.Current.LastSeq);
    }

    [Fact]
    public void A_disk_without_room_and_nothing_confirmed_keeps_what_was_appended_for_the_next_try()
    {
        var spool = Open("b1");
        Append(spool, 2);
        _files.Intercept = static call => call.Operation == DiskOperation.Create ? new SpoolDiskFullException("full") : null;
        Assert.Throws<SpoolDiskFullException>(spool.Commit);
        Assert.Equal(2, spool.PendingRecords);

        _files.Intercept = null;
        spool.Commit();
        Assert.Equal(["b1:1", "b1:2"], ReadAll(spool));
    }

    [Fact]
    public void Filing_again_that_fails_in_the_middle_changes_nothing()
    {
        var spool = Open("b1");
        Append(spool, 20);
        spool.Commit();
        var creates = 0;
        _files.Intercept = call => call.Operation == DiskOperation.Create && ++creates == 2 ? new IOException("disk") : null;
        Assert.Throws<IOException>(() => spool.Refile(BootId.Parse("b1"), 1, BootId.Parse("b9"), static (old, _) => old.ToArray()));

        Assert.Equal("b1", spool.Current.Id.Value);
        Append(spool, 1);
        spool.Commit();
        Assert.Equal(Enumerable.Range(1, 21).Select(i => $"b1:{i}"), ReadAll(spool));
        Assert.Equal(Enumerable.Range(1, 21).Select(i => $"b1:{i}"), ReadAll(Open("b2")));
    }

    [Fact]
    public void A_failed_sync_writes_everything_again_to_a_new_segment()
    {
        var spool = Open("b1");
        Append(spool, 2);
        spool.Commit();
        Append(spool, 2);
        _files.FailingSyncs = 1;

        Assert.Throws<IOException>(spool.Commit);
        Assert.Equal(2, spool.UnsentRecords);
        Append(spool, 1);
        spool.Commit();

        Assert.Equal(["b1:1", "b1:2", "b1:3", "b1:4", "b1:5"], ReadAll(spool));
        Assert.Equal(["b1:1", "b1:2", "b1:3", "b1:4", "b1:5"], ReadAll(Open("b2")));
    }

    private static Exception? Freed(ref int room)
    {
        room++;
        return null;
    }

    private SpoolCore Open(string boot) => SpoolCore.Open(_files, Small, BootId.Parse(boot));

    private static void Append(SpoolCore spool, int count)
    {
        for (var i = 0; i < count; i++)
        {
            spool.Append(Encoding.UTF8.GetBytes($"{spool.Current.Id.Value}:{spool.NextSeq}"));
        }
    }

    private static List<string> ReadAll(SpoolCore spool) => SpoolReading.Unsent(spool);
}
