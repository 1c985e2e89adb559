using BmxTiming.Protocol.Live;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.LiveGateway;

public sealed class BrokerLossTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sockets_survive_a_killed_broker_and_go_on_without_a_gap()
    {
        await using var broker = await NatsServer.StartOwnAsync();
        var url = broker.NewAccountUrl();
        await using var gateway = await TestServerHost.StartAsync("ws-gateway", LiveRig.Settings(url, ("LiveGateway:IdleHeartbeatMs", "200")));
        await using var log = await LiveLog.OpenAsync(url);
        await log.AppendNotesAsync(10);
        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        await log.AppendNotesAsync(10);
        await LiveRig.ReachesAsync(socket, 20);

        await broker.KillAsync();
        await Eventually.HoldsAsync(
            () => gateway.Readiness.Parts.Any(part => part is { Module: "ws-gateway", Ready: true, Degraded: not null }),
            LiveRig.Patience,
            () => string.Join("; ", gateway.Readiness.Parts));
        var beats = Heartbeats(socket);
        await Eventually.HoldsAsync(() => Heartbeats(socket) > beats + 2, LiveRig.Patience, () => $"{Heartbeats(socket)}");
        await using var late = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        await LiveRig.ReachesAsync(late, 20);

        await broker.StartAsync();
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    await log.AppendNotesAsync(1);
                    return true;
                }
                catch (Exception e) when (BmxTiming.Server.Platform.Messaging.BrokerFailures.IsTransient(e) && !Stop.IsCancellationRequested)
                {
                    return false;
                }
            },
            LiveRig.Patience,
            () => "the broker does not take messages again");
        await log.AppendNotesAsync(10);

        foreach (var client in new[] { socket, late })
        {
            await LiveRig.ReachesAsync(client, log.Events.LastSeq);
            Assert.Null(client.CloseStatus);
            Assert.Null(FrameChain.Fault(client.Received));
            Assert.Single(client.Received, frame => frame.Kind == LiveKinds.Snapshot);
        }
    }

    private static int Heartbeats(LiveSocket socket) => socket.Received.Count(frame => frame.Kind == LiveKinds.Heartbeat);
}
