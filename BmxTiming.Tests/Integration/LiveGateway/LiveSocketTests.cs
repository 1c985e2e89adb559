using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.LiveGateway.Feeds;
using BmxTiming.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BmxTiming.Tests.Integration.LiveGateway;

public sealed class LiveSocketTests(NatsServer nats)
{
    private readonly string _url = nats.NewAccountUrl();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_clients_that_connect_while_events_come_miss_none_and_see_none_twice()
    {
        const int clients = 50;
        const int events = 600;
        await using var gateway = await StartAsync();
        await using var log = await LiveLog.OpenAsync(_url);
        await log.AppendAsync(log.Events.Staged("day-1", isPublic: true));

        var publishing = PublishAsync(log, events);
        var sockets = await Task.WhenAll(Enumerable.Range(0, clients).Select(async i =>
        {
            // Each comes at another moment of the publishing.
            await Eventually.HoldsAsync(() => log.Events.LastSeq >= i * events / clients, LiveRig.Patience, () => $"{log.Events.LastSeq}");
            return await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        }));
        await publishing;

        foreach (var socket in sockets)
        {
            await LiveRig.ReachesAsync(socket, log.Events.LastSeq);
            var frames = socket.Received;
            Assert.Null(FrameChain.Fault(frames));
            Assert.Single(frames, frame => frame.Kind == LiveKinds.Snapshot);
            Assert.Equal(log.Events.LastSeq - frames[0].Seq, FrameChain.EventSeqs(frames).Count());
            await socket.DisposeAsync();
        }
    }

    [Fact]
    public async Task Two_gateways_give_every_frame_the_same_number()
    {
        await using var one = await StartAsync();
        await using var log = await LiveLog.OpenAsync(_url);
        await log.AppendNotesAsync(20);
        await log.PublishSnapshotAsync();
        await log.AppendNotesAsync(20);
        await using var two = await StartAsync();
        await using var first = await LiveSocket.ConnectAsync(one.Address, "track_id=track-a&from=30", Stop);
        await using var second = await LiveSocket.ConnectAsync(two.Address, "track_id=track-a&from=30", Stop);
        await log.AppendNotesAsync(20);

        await LiveRig.ReachesAsync(first, 60);
        await LiveRig.ReachesAsync(second, 60);
        Assert.Equal(Enumerable.Range(31, 30).Select(seq => (long)seq), FrameChain.EventSeqs(first.Received));
        Assert.Equal(Events(first), Events(second));
    }

    [Fact]
    public async Task A_client_sees_its_own_track_and_nothing_of_another()
    {
        await using var gateway = await StartAsync();
        await using var mine = await LiveLog.OpenAsync(_url, "track-a");
        await using var other = await LiveLog.OpenAsync(_url, "track-b");
        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        await other.AppendNotesAsync(30);
        await mine.AppendNotesAsync(5);
        await other.AppendNotesAsync(30);
        await mine.AppendNotesAsync(5);

        await LiveRig.ReachesAsync(socket, 10);
        Assert.All(socket.Received, frame => Assert.Equal("track-a", frame.TrackId?.Value));
        Assert.Null(FrameChain.Fault(socket.Received));
        Assert.Equal(10, socket.Received[0].Seq + FrameChain.EventSeqs(socket.Received).Count());
    }

    [Fact]
    public async Task A_client_of_one_meeting_sees_only_that_meeting()
    {
        await using var gateway = await StartAsync();
        await using var log = await LiveLog.OpenAsync(_url);
        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a&event_id=day-2", Stop);
        await log.AppendAsync(
            log.Events.Note("day-1"), log.Events.Note("day-2"), log.Events.Note(null), log.Events.Note("day-1"), log.Events.Note("day-2"));

        await LiveRig.ReachesAsync(socket, 5);
        Assert.Equal([2, 5], FrameChain.EventSeqs(socket.Received));
        Assert.All(socket.Received.Where(frame => frame.Kind == LiveKinds.Event), frame => Assert.Equal("day-2", frame.EventId?.Value));
        Assert.Null(FrameChain.Fault(socket.Received));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_resumes_behind_what_it_has_even_on_a_gateway_that_was_restarted(bool restarted)
    {
        await using var log = await LiveLog.OpenAsync(_url);
        var before = await StartAsync();
        await log.AppendNotesAsync(40);
        await log.PublishSnapshotAsync();
        await using (var socket = await LiveSocket.ConnectAsync(before.Address, "track_id=track-a", Stop))
        {
            await LiveRig.ReachesAsync(socket, 40);
        }

        await using var gateway = restarted ? await StartAsync() : before;
        await using var again = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a&from=25", Stop);
        await LiveRig.ReachesAsync(again, 40);
        Assert.Equal(Enumerable.Range(26, 15).Select(seq => (long)seq), FrameChain.EventSeqs(again.Received));
        Assert.Null(FrameChain.Fault(again.Received, from: 25));
        Assert.DoesNotContain(again.Received, frame => frame.Kind == LiveKinds.Snapshot);
        await before.DisposeAsync();
    }

    [Fact]
    public async Task A_client_that_was_away_too_long_gets_a_snapshot()
    {
        await using var gateway = await StartAsync(("LiveGateway:RingFrames", "16"));
        await using var log = await LiveLog.OpenAsync(_url);
        await log.AppendNotesAsync(40);
        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a&from=5", Stop);
        await LiveRig.ReachesAsync(socket, 40);
        Assert.Equal((LiveKinds.Snapshot, 40L), (socket.Received[0].Kind, socket.Received[0].Seq));
    }

    /// <summary>It was at another gateway, which had read further.</summary>
    [Fact]
    public async Task A_client_that_is_ahead_of_the_gateway_is_not_thrown_back()
    {
        await using var gateway = await StartAsync(("LiveGateway:JoinTimeoutMs", "20000"));
        await using var log = await LiveLog.OpenAsync(_url);
        await log.AppendNotesAsync(20);
        var connecting = LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a&from=25", Stop);
        var feeds = gateway.Services.GetRequiredService<FeedDirectory>();
        await Eventually.HoldsAsync(() => feeds.HasSnapshot, LiveRig.Patience, () => "the gateway has not read the log");
        await log.AppendNotesAsync(10);

        await using var socket = await connecting;
        await LiveRig.ReachesAsync(socket, 30);
        Assert.Null(FrameChain.Fault(socket.Received, from: 25));
        Assert.Equal([26, 27, 28, 29, 30], FrameChain.EventSeqs(socket.Received));
    }

    [Fact]
    public async Task A_client_that_is_ahead_of_the_log_gets_a_snapshot_of_what_there_is()
    {
        await using var gateway = await StartAsync(("LiveGateway:JoinTimeoutMs", "1000"));
        await using var log = await LiveLog.OpenAsync(_url);
        await log.AppendNotesAsync(20);
        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a&from=99", Stop);
        await LiveRig.ReachesAsync(socket, 20);
        Assert.Equal((LiveKinds.Snapshot, 20L), (socket.Received[0].Kind, socket.Received[0].Seq));
    }

    [Fact]
    public async Task A_track_whose_snapshot_expired_is_folded_from_its_events()
    {
        await using var log = await LiveLog.OpenAsync(_url);
        await using var gateway = await StartAsync();
        await log.AppendAsync(log.Events.Staged("day-1", isPublic: true), log.Events.Note("day-1"));
        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        await LiveRig.ReachesAsync(socket, 2);
        var snapshot = socket.Received[0];
        Assert.Equal((LiveKinds.Snapshot, 2L, "day-1"), (snapshot.Kind, snapshot.Seq, snapshot.EventId?.Value));
        Assert.Equal(RacePhases.Staged, snapshot.Payload.GetProperty("phase").GetString());
    }

    [Fact]
    public async Task Messages_that_can_not_be_read_are_passed_over_and_the_track_goes_on()
    {
        await using var gateway = await StartAsync();
        await using var log = await LiveLog.OpenAsync(_url);
        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        await log.AppendNotesAsync(1);
        await log.AppendGarbageAsync("garbage");
        await log.AppendAsync(log.Events.Broken("day-1"));
        await log.AppendNotesAsync(1);
        await LiveRig.ReachesAsync(socket, 3);
        Assert.Null(FrameChain.Fault(socket.Received));
        Assert.Equal(3, socket.Received[0].Seq + FrameChain.EventSeqs(socket.Received).Count());
        Assert.True(gateway.Readiness.IsReady);
    }

    [Fact]
    public async Task Heartbeats_keep_coming_pings_are_answered_and_a_resync_brings_a_snapshot()
    {
        await using var gateway = await StartAsync(("LiveGateway:IdleHeartbeatMs", "200"));
        await using var log = await LiveLog.OpenAsync(_url);
        await log.AppendNotesAsync(3);
        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        await Eventually.HoldsAsync(() => Count(socket, LiveKinds.Heartbeat) >= 3, LiveRig.Patience, () => $"{socket.Received.Count}");

        await socket.SendAsync(new LiveClientFrame(LiveClientFrame.Ping, 77.25), Stop);
        await socket.SendAsync(new LiveClientFrame(LiveClientFrame.Resync), Stop);
        await Eventually.HoldsAsync(() => Count(socket, LiveKinds.Snapshot) == 2, LiveRig.Patience, () => $"{socket.Received.Count}");

        Assert.Contains(socket.Received, frame => frame.Kind == LiveKinds.Heartbeat
            && frame.Payload.TryGetProperty("echo_t0_ms", out var echo) && echo.GetDouble() == 77.25);
        Assert.All(socket.Received.Where(frame => frame.Kind == LiveKinds.Heartbeat), beat =>
        {
            Assert.Equal(3, beat.Seq);
            Assert.Equal(200, beat.Payload.GetProperty("interval_ms").GetInt32());
        });
    }

    private Task<TestServerHost> StartAsync(params (string Name, string Value)[] more) =>
        TestServerHost.StartAsync("ws-gateway", LiveRig.Settings(_url, more));

    private static async Task PublishAsync(LiveLog log, int events)
    {
        for (var sent = 0; sent < events; sent += 4)
        {
            await log.AppendNotesAsync(4);
        }
    }

    private static int Count(LiveSocket socket, string kind) => socket.Received.Count(frame => frame.Kind == kind);

    private static string[] Events(LiveSocket socket) => [.. socket.Received
        .Where(frame => frame.Kind == LiveKinds.Event)
        .Select(frame => $"{frame.Seq}<{frame.PrevSeq} {frame.TsUs} {frame.Payload}")];
}
