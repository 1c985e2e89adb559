using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Tests.Support;
using System.Text.Json;
using Xunit;

namespace BmxTiming.Tests.Integration.LiveGateway;

public sealed class DecoderChannelTests(NatsServer nats)
{
    private readonly string _url = nats.NewAccountUrl();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_decoders_send_follows_a_snapshot_of_the_last_status_and_passings()
    {
        await using var gateway = await TestServerHost.StartAsync("ws-gateway", LiveRig.Settings(_url));
        await using var log = await LiveLog.OpenAsync(_url);
        var raw = new RawLogBuilder();
        raw.Status(1);
        raw.Lane(1, 10);
        raw.Stage();
        raw.Lane(2, 20);
        await log.AppendRawAsync([.. raw.Records.Select(record => record.Body)]);
        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a&channels=race,decoder", Stop);
        await LiveRig.ReachesAsync(socket, 4, LiveChannels.Decoder);
        await log.AppendRawAsync([raw.Lane(3, 30).Body, raw.Reset().Body, raw.Version(40).Body]);

        await LiveRig.ReachesAsync(socket, 7, LiveChannels.Decoder);
        var snapshot = socket.Received.Single(frame => frame is { Kind: LiveKinds.Snapshot, Channel: LiveChannels.Decoder });
        var payload = snapshot.Payload.Deserialize(WireJson.Default.DecoderSnapshot)!;
        Assert.Equal((4L, 1, 2), (snapshot.Seq, payload.Status.Count, payload.Passings.Count));
        Assert.Equal([5, 7], FrameChain.EventSeqs(socket.Received, LiveChannels.Decoder));
        Assert.Null(FrameChain.Fault(socket.Received, LiveChannels.Decoder));
        var passing = socket.Received.First(frame => frame is { Kind: LiveKinds.Event, Channel: LiveChannels.Decoder }).Payload;
        Assert.Equal(MessageTypes.Passing, passing.GetProperty("message_type").GetString());
        Assert.Equal("gw-1", passing.GetProperty("client_id").GetString());
    }

    /// <summary>Sequences of the raw stream are shared: busy neighbours must not push a track's passings out of its snapshot.</summary>
    [Fact]
    public async Task The_last_fifty_passings_are_found_behind_the_messages_of_busy_neighbours()
    {
        await using var gateway = await TestServerHost.StartAsync(
            "ws-gateway", LiveRig.Settings(_url, ("LiveGateway:DecoderBackfillSequences", "10")));
        await using var mine = await LiveLog.OpenAsync(_url, "track-a");
        await using var other = await LiveLog.OpenAsync(_url, "track-b");
        await mine.AppendRawAsync(Passings("track-a", 70));
        await other.AppendRawAsync(Passings("track-b", 300));
        await mine.AppendRawAsync([new RawLogBuilder("track-a").Status(1).Body]);

        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a&channels=decoder", Stop);
        await LiveRig.ReachesAsync(socket, 371, LiveChannels.Decoder);
        var snapshot = socket.Received[0].Payload.Deserialize(WireJson.Default.DecoderSnapshot)!;
        Assert.Equal(Enumerable.Range(21, 50), snapshot.Passings.Select(passing => passing.GetProperty("passing_number").GetInt32()));
        Assert.Single(snapshot.Status);
    }

    private static ReadOnlyMemory<byte>[] Passings(string track, int count)
    {
        var raw = new RawLogBuilder(track);
        return [.. Enumerable.Range(1, count).Select(i => raw.Lane(1, i * 10).Body)];
    }
}
