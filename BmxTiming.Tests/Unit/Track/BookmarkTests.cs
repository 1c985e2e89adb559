using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Decoder;
using BmxTiming.TrackClient.Spool;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BmxTiming.Tests.Unit.Track;

public sealed class BookmarkTests : IDisposable
{
    private static readonly DecoderBookmark s_bookmark = new(7, 100, new Micros(5_000_000), 9992, null, [new BookmarkGap(40, 42, true), new BookmarkGap(90, 90, false)], "boot-1", 300);

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_bookmark_is_read_back_as_it_was_saved_and_the_last_one_counts()
    {
        var folder = new BookmarkFolder(_temporary.File("bookmarks"));
        Assert.Empty(folder.Load());
        folder.Save(s_bookmark);
        folder.Save(s_bookmark with { LastPassing = 101 });
        folder.Save(s_bookmark with { DecoderId = 8 });

        var loaded = folder.Load();
        Assert.Equal([7u, 8u], loaded.Keys.Order());
        Assert.Equal(101u, loaded[7].LastPassing);
        Assert.Equal(s_bookmark.Missing, loaded[7].Missing);
        Assert.Equal((s_bookmark.Mark, "boot-1", 300L), (loaded[8].Mark, loaded[8].Boot, loaded[8].Seq));
    }

    [Fact]
    public void A_file_that_is_no_bookmark_counts_as_none()
    {
        var folder = new BookmarkFolder(_temporary.File("bookmarks"));
        folder.Save(s_bookmark);
        File.WriteAllText(_temporary.File("bookmarks/decoder-9.json"), "{\"decoder_id\":9,");
        File.WriteAllText(_temporary.File("bookmarks/decoder-10.json"), "null");

        Assert.Equal([7u], folder.Load().Keys);
    }

    [Fact]
    public void A_ledger_comes_back_from_its_bookmark()
    {
        var ledger = s_bookmark.ToLedger();

        Assert.Equal([MissingState.GivenUp, MissingState.Open], ledger.Missing.Ranges.Select(static range => range.State));
        Assert.Equal(PassingVerdict.Duplicate, ledger.Observe(Passing(100, 5_000_000, 9992), []));
        Assert.Equal(PassingVerdict.Resent, ledger.Observe(Passing(90, 4_000_000, 1), []));
        Assert.Equal(PassingVerdict.Live, ledger.Observe(Passing(101, 6_000_000, 1), []));
    }

    [Fact]
    public void What_was_stored_behind_a_bookmark_moves_it_on()
    {
        var tail = new BookmarkTail(new Dictionary<uint, DecoderBookmark> { [7] = s_bookmark }, []);
        RawMessage[] stored =
            [
                Stored(MessageTypes.Passing, Passing(102, 7_000_000, 1), WireJson.Default.PassingPayload),
                Stored(MessageTypes.Passing, Passing(90, 4_000_000, 2) with { Resent = true }, WireJson.Default.PassingPayload),
                Stored(MessageTypes.Gateway, new GatewayPayload(GatewayKinds.PassingGap, 7, FromPassing: 101, ToPassing: 101), WireJson.Default.GatewayPayload),
                Stored(MessageTypes.Passing, Passing(3, 1_000_000, 5) with { DecoderId = 8 }, WireJson.Default.PassingPayload),
            ];
        foreach (var message in stored)
        {
            tail.Add(message);
        }

        var moved = tail.Bookmarks();
        Assert.Equal(102u, moved[7].LastPassing);
        Assert.Equal([new BookmarkGap(40, 42, true), new BookmarkGap(101, 101, true)], moved[7].Missing);
        Assert.Equal(3u, moved[8].LastPassing);
    }

    [Fact]
    public async Task A_bookmark_is_never_ahead_of_the_spool_and_after_a_kill_the_spool_tells_the_rest()
    {
        var files = new MemorySpoolFiles();
        var clock = new BootClock(TimeProvider.System);
        var queue = new CaptureQueue();
        var folder = new BookmarkFolder(_temporary.File("bookmarks"));
        using (var spool = NewSpool(files, queue, clock))
        {
            await spool.StartAsync(CancellationToken.None);
            var keeper = new BookmarkKeeper(folder, spool, queue);
            await queue.AddAsync(CapturedMessage.Passing(clock.NowUs, Passing(1, 1_000_000, 1)), CancellationToken.None);
            await Eventually.HoldsAsync(
                () =>
                {
                    keeper.TrySave(Bookmark(1));
                    return folder.Load().Count == 1;
                },
                TimeSpan.FromSeconds(20),
                () => spool.Status().ToString());
            var saved = folder.Load()[7];
            Assert.Equal((1u, spool.Status().BootId, 1L), (saved.LastPassing, saved.Boot, saved.Seq));

            // Stored, but the process dies before the next save.
            await queue.AddAsync(CapturedMessage.Passing(clock.NowUs, Passing(2, 2_000_000, 1)), CancellationToken.None);
            await queue.AddAsync(CapturedMessage.Passing(clock.NowUs, Passing(5, 3_000_000, 1)), CancellationToken.None);
            await spool.StopAsync(CancellationToken.None);
        }

        queue = new CaptureQueue();
        using var next = NewSpool(files, queue, clock);
        await next.StartAsync(CancellationToken.None);
        var loaded = new BookmarkKeeper(folder, next, queue).Load()[7];
        Assert.Equal(5u, loaded.LastPassing);
        Assert.Equal([new BookmarkGap(3, 4, false)], loaded.Missing);
        await next.StopAsync(CancellationToken.None);
    }

    /// <summary>The next process was killed as well, before it had read anything: its boot tells nothing of the decoder.</summary>
    [Fact]
    public async Task Killed_before_the_first_bookmark_and_again_before_the_first_passing_the_spool_still_tells()
    {
        var files = new MemorySpoolFiles();
        var clock = new BootClock(TimeProvider.System);
        await StoreAsync(files, clock, CapturedMessage.Passing(clock.NowUs, Passing(1, 1_000_000, 1)), CapturedMessage.Passing(clock.NowUs, Passing(2, 2_000_000, 1)));
        await StoreAsync(files, clock, CapturedMessage.Gateway(clock.NowUs, new GatewayPayload(GatewayKinds.DecoderConnected, 7)));

        var queue = new CaptureQueue();
        using var third = NewSpool(files, queue, clock);
        await third.StartAsync(CancellationToken.None);
        var loaded = new BookmarkKeeper(new BookmarkFolder(_temporary.File("bookmarks")), third, queue).Load();
        await third.StopAsync(CancellationToken.None);
        Assert.Equal(2u, Assert.Contains(7u, loaded).LastPassing);
    }

    /// <summary>One decoder's bookmark was saved, the other's not yet: what came before that bookmark counts for the other.</summary>
    [Fact]
    public async Task The_bookmark_of_one_decoder_hides_nothing_of_another()
    {
        var files = new MemorySpoolFiles();
        var clock = new BootClock(TimeProvider.System);
        var folder = new BookmarkFolder(_temporary.File("bookmarks"));
        var queue = new CaptureQueue();
        using (var spool = NewSpool(files, queue, clock))
        {
            await spool.StartAsync(CancellationToken.None);
            await queue.AddAsync(CapturedMessage.Passing(clock.NowUs, Passing(30, 1_000_000, 1) with { DecoderId = 8 }), CancellationToken.None);
            await queue.AddAsync(CapturedMessage.Passing(clock.NowUs, Passing(1, 1_000_000, 1)), CancellationToken.None);
            await Eventually.HoldsAsync(() => spool.Status().LastSeq == 2, TimeSpan.FromSeconds(20), () => spool.Status().ToString());
            folder.Save(Bookmark(1) with { Boot = spool.Status().BootId, Seq = 2 });
            await spool.StopAsync(CancellationToken.None);
        }

        queue = new CaptureQueue();
        using var next = NewSpool(files, queue, clock);
        await next.StartAsync(CancellationToken.None);
        var loaded = new BookmarkKeeper(folder, next, queue).Load();
        await next.StopAsync(CancellationToken.None);
        Assert.Equal(30u, Assert.Contains(8u, loaded).LastPassing);
        Assert.Equal(1u, loaded[7].LastPassing);
    }

    [Fact]
    public async Task While_the_disk_does_not_take_a_passing_its_bookmark_is_not_saved()
    {
        var files = new MemorySpoolFiles { FailingSyncs = int.MaxValue };
        var clock = new BootClock(TimeProvider.System);
        var queue = new CaptureQueue();
        var folder = new BookmarkFolder(_temporary.File("bookmarks"));
        using var spool = NewSpool(files, queue, clock);
        await spool.StartAsync(CancellationToken.None);
        await queue.AddAsync(CapturedMessage.Passing(clock.NowUs, Passing(1, 1_000_000, 1)), CancellationToken.None);
        await Eventually.HoldsAsync(() => spool.IsFull, TimeSpan.FromSeconds(20), () => spool.Status().ToString());

        new BookmarkKeeper(folder, spool, queue).TrySave(Bookmark(1));
        Assert.Empty(folder.Load());
        files.FailingSyncs = 0;
        await spool.StopAsync(CancellationToken.None);
    }

    private static async Task StoreAsync(MemorySpoolFiles files, BootClock clock, params CapturedMessage[] messages)
    {
        var queue = new CaptureQueue();
        using var spool = NewSpool(files, queue, clock);
        await spool.StartAsync(CancellationToken.None);
        foreach (var message in messages)
        {
            await queue.AddAsync(message, CancellationToken.None);
        }

        await spool.StopAsync(CancellationToken.None);
    }

    private static SpoolHost NewSpool(MemorySpoolFiles files, CaptureQueue queue, BootClock clock) => new(
        files, new SpoolOptions(), queue, new EnvelopeWriter(TrackId.Parse("track-a"), ClientId.Parse("gw-a1")), clock, NullLogger<SpoolHost>.Instance);

    private static DecoderBookmark Bookmark(uint last) => new(7, last, new Micros(1_000_000), 1, null, []);

    private static PassingPayload Passing(uint number, long rtcUs, uint transponder) => new(number, transponder, null, new Micros(rtcUs), null, null, null, 0, 7);

    private static RawMessage Stored<T>(string type, T payload, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> json) => new()
    {
        EventId = MessageId.New(),
        ContractVersion = ContractVersions.TrackIngestV2,
        TrackId = TrackId.Parse("track-a"),
        EventIdContext = new EventIdContext(ClientId.Parse("gw-a1"), BootId.Parse("boot-1"), 1),
        CapturedAtUs = default,
        MessageType = type,
        Payload = JsonSerializer.SerializeToElement(payload, json),
    };
}
