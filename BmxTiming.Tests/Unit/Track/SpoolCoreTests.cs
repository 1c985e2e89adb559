using System.Text;
using BmxTiming.Protocol.Ids;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Spool;
using Xunit;

namespace BmxTiming.Tests.Unit.Track;

public sealed class SpoolCoreTests
{
    private static readonly SpoolOptions Small = new() { SegmentBytes = 400, CapBytes = 2000 };

    private readonly MemorySpoolFiles _files = new();

    [Fact]
    public void A_record_reads_back_with_its_number_and_bytes()
    {
        var buffer = new byte[100];
        SpoolRecord.Write(buffer, 42, "hello"u8);

        Assert.True(SpoolRecord.TryRead(buffer, out var seq, out var payload));
        Assert.Equal(42, seq);
        Assert.Equal("hello"u8, payload);
    }

    [Fact]
    public void A_record_with_any_bit_flipped_is_no_record()
    {
        var record = new byte[SpoolRecord.SizeOf(5)];
        SpoolRecord.Write(record, 42, "hello"u8);
        for (var bit = 0; bit < record.Length * 8; bit++)
        {
            var damaged = record.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(SpoolRecord.TryRead(damaged, out _, out _), $"bit {bit}");
        }
    }

    [Fact]
    public void Segment_names_order_by_boot_and_number_and_read_back()
    {
        var name = new SegmentName(3000, BootId.Parse("boot-a"), 17);

        Assert.Equal("00003000-boot-a", name.Folder);
        Assert.Equal("0000000000000000017.seg", name.File);
        Assert.True(SegmentName.TryParse(name.Folder, name.File, out var read));
        Assert.Equal(name, read);
        Assert.True(name.CompareTo(name with { FirstSeq = 9 }) > 0);
        Assert.False(SegmentName.TryParse("boots", name.File, out _));
        Assert.False(SegmentName.TryParse(name.Folder, "17.seg", out _));
    }

    [Fact]
    public void Nothing_is_readable_before_it_is_committed()
    {
        var spool = Open("b1");
        Append(spool, 3);

        Assert.Null(spool.FirstUnsent());
        Assert.Empty(spool.Read(BootId.Parse("b1"), 1, 10, 1000).Records);

        spool.Commit();
        Assert.Equal(["b1:1", "b1:2", "b1:3"], ReadAll(spool));

        var syncs = _files.Syncs;
        Append(spool, 3);
        spool.Commit();
        Assert.Equal(syncs + 1, _files.Syncs); // one for the whole group
    }

    [Fact]
    public void Records_run_over_segments_of_their_first_number()
    {
        var spool = Open("b1");
        for (var i = 0; i < 40; i++)
        {
            Append(spool, 1);
            spool.Commit();
        }

        Assert.True(_files.Segments.Count > 2);
        Assert.Equal(Enumerable.Range(1, 40).Select(i => $"b1:{i}"), ReadAll(spool));
        Assert.Equal(Enumerable.Range(1, 40).Select(i => $"b1:{i}"), ReadAll(Open("b2")));
    }

    [Fact]
    public void After_a_restart_older_boots_are_sent_first()
    {
        var first = Open("b1");
        Append(first, 2);
        first.Commit();
        first.Ack(BootId.Parse("b1"), 1, 1);
        first.SaveAcks();
        var second = Open("a2"); // an id that sorts before the older one: a clock that was set back
        Append(second, 1);
        second.Commit();

        Assert.Equal("b1", second.FirstUnsent()!.Id.Value);
        Assert.Equal(1, second.FirstUnsent()!.AckedSeq);
        second.Ack(BootId.Parse("b1"), 2, 2);
        Assert.Equal("a2", second.FirstUnsent()!.Id.Value);
    }

    [Fact]
    public void Without_the_acknowledgement_file_everything_kept_is_sent_again()
    {
        var first = Open("b1");
        Append(first, 2);
        first.Commit();
        first.Ack(BootId.Parse("b1"), 2, 2);
        first.SaveAcks();
        _files.LoseAcks();

        Assert.Equal(2, Open("b2").UnsentRecords);
    }

    [Fact]
    public void An_acknowledgement_file_newer_than_the_data_is_cut_to_it()
    {
        var first = Open("b1");
        Append(first, 2);
        first.Commit();
        _files.WriteAcks(new SpoolAcks { Boots = [new BootAck(BootId.Parse("b1"), 99, 99)] }.ToJson());

        var second = Open("b2");
        Assert.Equal(0, second.UnsentRecords);
        Assert.Equal(2, second.Find(BootId.Parse("b1"))!.AckedSeq);
    }

    [Fact]
    public void A_damaged_acknowledgement_file_is_as_good_as_none()
    {
        _files.WriteAcks("{\"boots\":[{"u8);

        Assert.Equal(0, Open("b1").UnsentRecords);
    }

    [Fact]
    public void A_confirmed_boot_of_another_week_is_forgotten_and_an_unsent_one_is_not()
    {
        var monday = Guid.CreateVersion7(new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero)).ToString("D");
        var tuesday = Guid.CreateVersion7(new DateTimeOffset(2026, 5, 5, 9, 0, 0, TimeSpan.Zero)).ToString("D");
        var sunday = Guid.CreateVersion7(new DateTimeOffset(2026, 5, 10, 9, 0, 0, TimeSpan.Zero)).ToString("D");
        foreach (var boot in new[] { monday, tuesday })
        {
            var spool = Open(boot);
            Append(spool, 2);
            spool.Commit();
            if (boot == monday)
            {
                spool.Ack(BootId.Parse(boot), 2, 2);
                spool.SaveAcks();
            }
        }

        Assert.Equal([tuesday, sunday], Open(sunday).Boots.Select(static boot => boot.Id.Value));
        Assert.DoesNotContain(_files.Segments.Keys, name => name.Boot.Value == monday);
    }

    [Fact]
    public void At_the_cap_sent_segments_go_and_unsent_ones_stay()
    {
        var spool = Open("b1");
        while (!spool.IsFull)
        {
            Append(spool, 1);
            spool.Commit();
        }

        var total = spool.NextSeq - 1;
        Assert.Equal(total, ReadAll(spool).Count);
        Append(spool, 1);
        spool.Commit(); // what was captured before the connection closed is still stored
        Assert.Equal(total + 1, ReadAll(spool).Count);

        spool.Ack(BootId.Parse("b1"), total / 2, durableSeq: 0);
        Assert.True(spool.IsFull); // confirmed, but a power cut of the broker could still take it

        spool.Ack(BootId.Parse("b1"), total, total);
        Assert.False(spool.IsFull);
        Assert.True(spool.Find(BootId.Parse("b1"))!.FirstKeptSeq > 1);
    }

    [Fact]
    public void After_a_stream_loss_everything_kept_is_unsent_again()
    {
        var spool = Open("b1");
        Append(spool, 5);
        spool.Commit();
        spool.Ack(BootId.Parse("b1"), 5, 5);
        Assert.Null(spool.FirstUnsent());

        spool.RewindAll();
        Assert.Equal(5, spool.UnsentRecords);
    }

    [Fact]
    public void Filing_again_copies_the_tail_to_a_new_boot_that_is_sent_next()
    {
        var spool = Open("b1");
        Append(spool, 5);
        spool.Commit();
        var count = spool.Refile(BootId.Parse("b1"), 3, BootId.Parse("b9"), (old, seq) => Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetString(old.Span)}>{seq}"));
        Append(spool, 1);
        spool.Commit();

        Assert.Equal(3, count);
        Assert.Equal("b9", spool.Current.Id.Value);
        Assert.Equal(2, spool.Find(BootId.Parse("b1"))!.UnsentRecords);
        spool.Ack(BootId.Parse("b1"), 2, 2);
        Assert.Equal(["b1:3>1", "b1:4>2", "b1:5>3", "b9:4"], ReadAll(spool));
        Assert.Equal(["b1:3>1", "b1:4>2", "b1:5>3", "b9:4"], ReadAll(Open("b10"), afterAck: ("b1", 2)));
    }

    [Fact]
    public void Filing_an_older_boot_again_keeps_the_current_one_behind_it()
    {
        var first = Open("b1");
        Append(first, 3);
        first.Commit();
        var spool = Open("b2");
        Append(spool, 2);
        spool.Commit();

        spool.Refile(BootId.Parse("b1"), 1, BootId.Parse("b9"), static (old, _) => old.ToArray());
        Append(spool, 1);
        spool.Commit();

        Assert.Equal(["b1", "b9", "b2"], spool.Boots.Select(static boot => boot.Id.Value));
        Assert.Equal("b2:3", ReadAll(spool)[^1]);
        Assert.Equal(6, ReadAll(spool).Count);
    }

    private SpoolCore Open(string boot) => SpoolCore.Open(_files, Small, BootId.Parse(boot));

    private static void Append(SpoolCore spool, int count)
    {
        for (var i = 0; i < count; i++)
        {
            spool.Append(Encoding.UTF8.GetBytes($"{spool.Current.Id.Value}:{spool.NextSeq}"));
        }
    }

    private static List<string> ReadAll(SpoolCore spool, (string Boot, long Seq)? afterAck = null)
    {
        if (afterAck is var (boot, seq) && boot is not null)
        {
            spool.Ack(BootId.Parse(boot), seq, seq);
        }

        return SpoolReading.Unsent(spool);
    }
}
