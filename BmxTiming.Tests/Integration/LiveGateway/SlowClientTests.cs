using System.Diagnostics.Metrics;
using BmxTiming.Protocol.Live;
using BmxTiming.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BmxTiming.Tests.Integration.LiveGateway;

public sealed class SlowClientTests(NatsServer nats)
{
    private const int Batch = 20;
    private const int DetailLength = 1_000;

    private readonly string _url = nats.NewAccountUrl();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_does_not_read_is_closed_with_4408_and_the_others_get_everything()
    {
        await using var gateway = await StartAsync(
            ("LiveGateway:SendTimeoutMs", "1000"), ("LiveGateway:CloseGraceMs", "30000"), ("LiveGateway:RingFrames", "100000"));
        using var closed = new ClosedConnections(gateway);
        await using var log = await LiveLog.OpenAsync(_url);
        using var stalled = await RawLiveClient.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        await using var healthy = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        await LiveRig.ReachesAsync(healthy, 0);

        await FloodAsync(log, rounds: 40);
        await LiveRig.ReachesAsync(healthy, log.Events.LastSeq);
        Assert.Null(FrameChain.Fault(healthy.Received));
        Assert.Equal(log.Events.LastSeq, healthy.Received[0].Seq + FrameChain.EventSeqs(healthy.Received).Count());
        await Eventually.HoldsAsync(() => closed.Count == 1, LiveRig.Patience, () => "the stalled client is still served");

        var frames = await stalled.ReadToEndAsync(Stop);
        Assert.Equal(LiveCloseCodes.Slow, (int?)stalled.CloseStatus);
        Assert.Equal(LiveErrorCodes.SlowConsumer, frames[^1].Payload.GetProperty("code").GetString());
        Assert.Null(FrameChain.Fault(frames));
    }

    [Fact]
    public async Task A_client_that_falls_behind_the_ring_gets_a_snapshot_and_goes_on()
    {
        await using var gateway = await StartAsync(("LiveGateway:SendTimeoutMs", "60000"), ("LiveGateway:RingFrames", "200"));
        await using var log = await LiveLog.OpenAsync(_url);
        using var stalled = await RawLiveClient.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        await FloodAsync(log, rounds: 40);
        await LiveRig.ReachesAsync(gateway, "track-a", log.Events.LastSeq);

        var frames = await stalled.ReadUntilAsync(frame => frame.Seq == log.Events.LastSeq, Stop);
        Assert.Equal(2, frames.Count(frame => frame.Kind == LiveKinds.Snapshot));
        Assert.Null(FrameChain.Fault(frames));
    }

    /// <summary>What the process holds does not grow with what stalled clients have not read.</summary>
    [Fact]
    public async Task Memory_stays_bounded_while_many_clients_stall()
    {
        const int clients = 100;
        await using var gateway = await StartAsync(("LiveGateway:SendTimeoutMs", "60000"), ("LiveGateway:RingFrames", "512"));
        await using var log = await LiveLog.OpenAsync(_url);
        var stalled = await Task.WhenAll(Enumerable.Range(0, clients)
            .Select(_ => RawLiveClient.ConnectAsync(gateway.Address, "track_id=track-a", Stop)));
        await FloodAsync(log, rounds: 30);
        await LiveRig.ReachesAsync(gateway, "track-a", log.Events.LastSeq);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var sentBefore = log.Events.LastSeq;

        await FloodAsync(log, rounds: 120);
        await LiveRig.ReachesAsync(gateway, "track-a", log.Events.LastSeq);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        // A queue for each client would hold all that was sent since.
        var queued = (log.Events.LastSeq - sentBefore) * DetailLength * clients;
        TestContext.Current.TestOutputHelper?.WriteLine($"grew by {grown:n0} bytes; queues would hold {queued:n0}");
        Assert.True(grown < queued / 10, $"grew by {grown:n0} bytes, queues would hold {queued:n0}");
        Array.ForEach(stalled, client => client.Dispose());
    }

    private Task<TestServerHost> StartAsync(params (string Name, string Value)[] more) =>
        TestServerHost.StartAsync("ws-gateway", LiveRig.Settings(_url, more));

    private static async Task FloodAsync(LiveLog log, int rounds)
    {
        var detail = new string('x', DetailLength);
        for (var round = 0; round < rounds; round++)
        {
            await log.AppendAsync([.. Enumerable.Range(0, Batch).Select(_ => log.Events.Note("day-1", detail))]);
        }
    }

    /// <summary>How many connections one gateway ended by itself.</summary>
    private sealed class ClosedConnections : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _count;

        public ClosedConnections(TestServerHost gateway)
        {
            var factory = gateway.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "bmxtiming.ws.closed" && instrument.Meter.Scope == factory)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _count, value));
            _listener.Start();
        }

        public long Count => Interlocked.Read(ref _count);

        public void Dispose() => _listener.Dispose();
    }
}
