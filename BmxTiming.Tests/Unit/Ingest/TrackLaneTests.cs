using System.Globalization;
using System.Text;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Ingest;
using BmxTiming.Tests.Support;
using Xunit;
using static BmxTiming.Tests.Support.BatchJson;

namespace BmxTiming.Tests.Unit.Ingest;

public sealed class TrackLaneTests
{
    private static readonly Sender Gateway = new(ClientId.Parse(Client), BootId.Parse(Boot));

    [Theory]
    [InlineData(1, 3, "append 0")]
    [InlineData(4, 6, "append 0")]
    [InlineData(2, 5, "append 2")]
    [InlineData(1, 3, "known", 5)]
    [InlineData(3, 3, "known", 5)]
    [InlineData(5, 6, "gap 4")]
    [InlineData(2, 2, "gap 1", 0)]
    public void A_batch_is_judged_by_what_is_on_the_log(long from, long to, string expected, long onLog = -1)
    {
        var lane = LaneWith(onLog >= 0 ? onLog : from == 1 ? 0 : 3);

        Assert.Equal(expected, Describe(lane.Judge(Gateway, Good(Range(from, to)).Entries)));
    }

    [Fact]
    public void Another_payload_under_a_known_number_is_a_conflict_even_when_the_rest_is_new()
    {
        var lane = LaneWith(3);
        var batch = Good(Batch([Event(2), Event(3, Passing(77)), Event(4)]));

        Assert.Equal("conflict 3 at 1", Describe(lane.Judge(Gateway, batch.Entries)));
    }

    [Fact]
    public void Older_than_the_window_counts_as_duplicate_whatever_it_holds()
    {
        var lane = LaneWith(LaneBoot.Window + 1);

        Assert.Equal("known", Describe(lane.Judge(Gateway, Good(Batch([Event(1, Passing(77))])).Entries)));
        Assert.Equal("conflict 2 at 0", Describe(lane.Judge(Gateway, Good(Batch([Event(2, Passing(77))])).Entries)));
    }

    [Fact]
    public void After_a_declared_loss_the_lane_expects_the_number_behind_it()
    {
        var lane = LaneWith(3);
        lane.Observe(Gateway, Good(Batch([Event(4, Loss(10), "GATEWAY")])).Entries[0], 9);

        Assert.Equal("gap 11", Describe(lane.Judge(Gateway, Good(Range(12, 12)).Entries)));
        Assert.Equal("append 0", Describe(lane.Judge(Gateway, Good(Range(11, 12)).Entries)));
        Assert.Equal("known", Describe(lane.Judge(Gateway, Good(Range(5, 10)).Entries)));
    }

    [Fact]
    public void No_boot_is_ever_closed()
    {
        var lane = LaneWith(3);
        var second = Good(Range(1, 2, boot: "boot-2"));
        lane.Observe(second.Sender, second.Entries[0], 10);

        Assert.Equal("append 0", Describe(lane.Judge(Gateway, Good(Range(4, 4)).Entries)));
        Assert.Equal("append 1", Describe(lane.Judge(second.Sender, second.Entries)));
    }

    [Fact]
    public void Seeing_a_message_twice_changes_nothing()
    {
        var lane = LaneWith(3);
        lane.Observe(Gateway, Good(Range(2, 2)).Entries[0], 2);

        Assert.Equal(3, lane.LastSeqOf(Gateway));
        Assert.Equal(3ul, lane.LastStreamSeq);
    }

    [Fact]
    public void Of_many_boots_the_silent_ones_keep_their_last_number_only()
    {
        var lane = LaneWith(3);
        for (var i = 0; i < TrackLane.MaxHashedBoots; i++)
        {
            var other = Good(Range(1, 1, boot: string.Create(CultureInfo.InvariantCulture, $"other-{i}")));
            lane.Observe(other.Sender, other.Entries[0], (ulong)(10 + i));
        }

        Assert.Equal(TrackLane.MaxHashedBoots, lane.Boots.Count(static known => known.Boot.HasHashes));
        Assert.Equal("known", Describe(lane.Judge(Gateway, Good(Batch([Event(2, Passing(77))])).Entries)));
        Assert.Equal("append 0", Describe(lane.Judge(Gateway, Good(Range(4, 4)).Entries)));
    }

    [Fact]
    public void A_lane_comes_back_from_its_checkpoint_as_it_was()
    {
        var lane = LaneWith(2_000);
        lane.Observe(Gateway, Good(Batch([Event(2_001, Loss(2_050), "GATEWAY")])).Entries[0], 2_001);

        var read = LaneCheckpoint.TryRead(LaneCheckpoint.Write(lane, "7"), "7");

        Assert.NotNull(read);
        Assert.Equal(lane.LastStreamSeq, read.LastStreamSeq);
        Assert.Equal("append 0", Describe(read.Judge(Gateway, Good(Range(2_051, 2_051)).Entries)));
        Assert.Equal("conflict 1999 at 0", Describe(read.Judge(Gateway, Good(Batch([Event(1_999, Passing(1))])).Entries)));
        Assert.Equal(LaneCheckpoint.Write(lane, "7"), LaneCheckpoint.Write(read, "7"));
    }

    [Fact]
    public void A_checkpoint_of_another_stream_or_a_damaged_one_is_not_used()
    {
        var bytes = LaneCheckpoint.Write(LaneWith(20), "7");

        Assert.Null(LaneCheckpoint.TryRead(bytes, "8"));
        Assert.Null(LaneCheckpoint.TryRead([], "7"));
        Assert.Null(LaneCheckpoint.TryRead([9, .. bytes[1..]], "7"));
        Assert.Null(LaneCheckpoint.TryRead(bytes[..^3], "7"));
    }

    [Fact]
    public void The_largest_checkpoint_fits_into_one_message()
    {
        var lane = new TrackLane();
        var client = ClientId.Parse(new string('c', 64));
        for (var i = 0; i < TrackLane.MaxBoots + 50; i++)
        {
            var sender = new Sender(client, BootId.Parse(i.ToString("d64", CultureInfo.InvariantCulture)));
            for (var seq = 1; seq <= (i < TrackLane.MaxBoots - 64 ? 1 : LaneBoot.Window); seq++)
            {
                lane.Observe(sender, new LaneEntry(seq, seq, PayloadHash.Of(Encoding.UTF8.GetBytes("x"))), (ulong)(i + 1));
            }
        }

        Assert.Equal(TrackLane.MaxBoots, lane.Boots.Count());
        Assert.InRange(LaneCheckpoint.Write(lane, "1778923800000123").Length, 1, 1_000_000);
    }

    private static TrackLane LaneWith(long lastSeq)
    {
        var lane = new TrackLane();
        foreach (var seq in Numbers(1, lastSeq))
        {
            lane.Observe(Gateway, Good(Range(seq, seq)).Entries[0], (ulong)seq);
        }

        return lane;
    }

    private static string Describe(LaneVerdict verdict) => verdict switch
    {
        LaneVerdict.Append append => $"append {append.FirstNew}",
        LaneVerdict.Known => "known",
        LaneVerdict.Gap gap => $"gap {gap.ExpectedSeq}",
        LaneVerdict.Conflict conflict => $"conflict {conflict.Seq} at {string.Join(',', conflict.Indexes)}",
        _ => verdict.ToString(),
    };
}
