using System.Net;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Simulation;
using BmxTiming.TrackClient.Simulation.Scenarios;
using BmxTiming.TrackClient.Spool;
using Xunit;

namespace BmxTiming.Tests.Integration.Track;

public sealed class TrackLineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_race_on_the_decoder_stands_on_the_log_passing_by_passing()
    {
        await using var rig = await TrackRig.StartAsync();
        await rig.StartGatewayAsync();
        await WaitForPassingsAsync(rig, 70);

        AssertWholeLog(rig);
        var passings = Passings(rig);
        Assert.Contains(passings, static passing => passing is { TransponderId: DemoTrack.GateId, Strength: null });
        Assert.Contains(passings, static passing => passing is { TransponderCode: "FL-01001", Hits: > 0 });
        Assert.Equal(SimulateOptions.DefaultDecoderId, passings[0].DecoderId);
        var kinds = rig.Ingest.Of(MessageTypes.Gateway).Select(static message => message.Payload.GetProperty("kind").GetString()).ToArray();
        Assert.Contains(GatewayKinds.DecoderConnected, kinds);
        Assert.Contains(GatewayKinds.ClockOffset, kinds);
        Assert.Single(rig.Ingest.Of(MessageTypes.Version));
        Assert.Contains(rig.Ingest.Batches, static batch => batch.Clock is { UncertaintyUs.Value: < 1_000_000 });
        Assert.Equal("ok", rig.Status().State);
    }

    [Fact]
    public async Task Status_carries_the_decoders_own_time()
    {
        // Slow enough that the machine's own pauses stay small on the decoder's clock.
        const double Speed = 10;
        await using var rig = await TrackRig.StartAsync(TrackRig.Simulate(ScenarioName.CleanRace, Speed));
        await rig.StartGatewayAsync(rig.Options() with { Speed = Speed });
        await Eventually.HoldsAsync(() => rig.Ingest.Of(MessageTypes.Status).Count > 8, Patience, rig.Describe);

        var times = rig.Ingest.Of(MessageTypes.Status)
            .Select(static message => message.Payload.Deserialize(WireJson.Default.StatusPayload)!.DecoderTimeUs)
            .Skip(2).Select(static time => time!.Value.Value).ToArray();
        // Every five seconds of the simulated clock; after a pause of the machine two may be read at once.
        Assert.All(times.Zip(times.Skip(1)), static pair => Assert.InRange(pair.Second - pair.First, 0, 60_000_000));
        Assert.InRange((times[^1] - times[0]) / (times.Length - 1), 4_500_000, 9_000_000);
    }

    [Fact]
    public async Task While_the_server_is_away_everything_is_kept_and_then_sent_once()
    {
        await using var rig = await TrackRig.StartAsync();
        await using var proxy = FaultProxy.To(rig.Ingest.EndPoint);
        proxy.RefuseConnections = true;
        await rig.StartGatewayAsync(rig.Options(ingest: new Uri($"http://127.0.0.1:{proxy.EndPoint.Port}")));
        await Eventually.HoldsAsync(() => rig.Status().Spool.UnsentRecords > 60, Patience, rig.Describe);
        Assert.Equal("offline", rig.Status().State);
        Assert.Empty(rig.Ingest.Log());

        proxy.RefuseConnections = false;
        await WaitForPassingsAsync(rig, 90);
        AssertWholeLog(rig);
        Assert.True(rig.Ingest.Compressed > 0);
    }

    [Fact]
    public async Task Lost_answers_double_nothing()
    {
        await using var rig = await TrackRig.StartAsync();
        await using var proxy = FaultProxy.To(rig.Ingest.EndPoint);
        proxy.ToClient.DropAfterBytes = 700; // a few answers, then the connection is reset in the middle of one
        await rig.StartGatewayAsync(rig.Options(ingest: new Uri($"http://127.0.0.1:{proxy.EndPoint.Port}")));
        await Eventually.HoldsAsync(() => proxy.Connections > 6, Patience, rig.Describe);
        proxy.ToClient.DropAfterBytes = null;
        await WaitForPassingsAsync(rig, 60);

        AssertWholeLog(rig);
    }

    [Fact]
    public async Task Overload_and_a_new_token_are_waited_out()
    {
        await using var rig = await TrackRig.StartAsync();
        rig.Ingest.Script.Enqueue((503, "1"));
        rig.Ingest.Script.Enqueue((500, null));
        rig.Ingest.AcceptedToken = "renewed";
        await rig.StartGatewayAsync();
        await Eventually.HoldsAsync(() => rig.Status().Uplink.Code == IngestCodes.Unauthorized, Patience, rig.Describe);
        Assert.Equal("fault", rig.Status().State);

        await File.WriteAllTextAsync(rig.TokenFile, "renewed", TestContext.Current.CancellationToken);
        await WaitForPassingsAsync(rig, 20);
        AssertWholeLog(rig);
    }

    [Fact]
    public async Task A_server_that_lost_its_stream_gets_everything_again()
    {
        await using var rig = await TrackRig.StartAsync();
        await rig.StartGatewayAsync();
        await WaitForPassingsAsync(rig, 40);
        var first = Passings(rig)[0].PassingNumber;
        rig.Ingest.Change(static model => model.LoseStream());
        await WaitForPassingsAsync(rig, 80);

        AssertWholeLog(rig);
        Assert.Equal(first, Passings(rig)[0].PassingNumber);
    }

    [Fact]
    public async Task A_conflict_goes_on_under_a_new_boot_and_shows_red()
    {
        await using var rig = await TrackRig.StartAsync();
        rig.Ingest.Script.Enqueue((503, null));
        await rig.StartGatewayAsync();
        var boot = rig.Status().BootId;
        rig.Ingest.Change(model => model.Post([Foreign(boot)]));
        await WaitForPassingsAsync(rig, 40);

        Assert.Equal("fault", rig.Status().State);
        Assert.True(rig.Status().Uplink.Conflicts >= 1);
        Assert.NotEqual(boot, rig.Status().BootId);
        var numbers = Passings(rig).Select(static passing => passing.PassingNumber).ToArray();
        Assert.Equal(numbers.Distinct(), numbers);
    }

    [Fact]
    public async Task After_a_restart_the_older_boot_is_sent_first()
    {
        await using var rig = await TrackRig.StartAsync();
        await using var proxy = FaultProxy.To(rig.Ingest.EndPoint);
        proxy.RefuseConnections = true;
        var options = rig.Options(ingest: new Uri($"http://127.0.0.1:{proxy.EndPoint.Port}"));
        await rig.StartGatewayAsync(options);
        await Eventually.HoldsAsync(() => rig.Status().Spool.LastSeq > 30, Patience, rig.Describe);
        var older = rig.Status().BootId;
        await rig.StopGatewayAsync();
        await rig.StartGatewayAsync(options);
        var newer = rig.Status().BootId;
        proxy.RefuseConnections = false;
        await Eventually.HoldsAsync(() => rig.Ingest.Log().Any(m => m.EventIdContext.BootId.Value == newer), Patience, rig.Describe);

        var boots = rig.Ingest.Log().Select(static message => message.EventIdContext.BootId.Value).ToArray();
        Assert.Equal([older, newer], boots.Distinct());
        Assert.Equal(boots.Order(StringComparer.Ordinal), boots);
        AssertWholeLog(rig, wholePassings: false);
        var last = rig.Ingest.Of(MessageTypes.Gateway).Last(m => m.EventIdContext.BootId.Value == older);
        Assert.Equal(GatewayKinds.DecoderLost, last.Payload.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Bytes_that_come_one_by_one_and_lost_connections_of_the_decoder_change_nothing()
    {
        await using var rig = await TrackRig.StartAsync();
        await using var proxy = FaultProxy.To(rig.Decoder);
        proxy.SliceBytes = 1;
        await rig.StartGatewayAsync(rig.Options(decoder: proxy.EndPoint));
        await WaitForPassingsAsync(rig, 20);
        AssertWholeLog(rig);

        proxy.ResetAll();
        await Eventually.HoldsAsync(() => proxy.Connections == 2, Patience, rig.Describe);
        var before = Passings(rig).Count;
        await WaitForPassingsAsync(rig, before + 20);
        await WaitUntilWholeAsync(rig);
        AssertWholeLog(rig, wholePassings: false);
        Assert.Equal(0, rig.Status().Decoder.CrcFailures);
    }

    [Fact]
    public async Task A_second_gateway_on_the_same_spool_is_refused()
    {
        await using var rig = await TrackRig.StartAsync();
        await rig.StartGatewayAsync();

        Assert.Throws<SpoolInUseException>(() => new SpoolDirectory(rig.SpoolFolder));
    }

    [Fact]
    public async Task The_status_page_tells_programs_and_people()
    {
        await using var rig = await TrackRig.StartAsync();
        var port = FreePort();
        await rig.StartGatewayAsync(rig.Options() with { StatusPort = port });
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await Eventually.HoldsAsync(
            async () => (await http.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken)).IsSuccessStatusCode, Patience, rig.Describe);

        var json = JsonDocument.Parse(await http.GetStringAsync(new Uri("/status", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("track-a", json.GetProperty("track_id").GetString());
        Assert.Equal("connected", json.GetProperty("decoders")[0].GetProperty("state").GetString());
        var page = await http.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains(">OK<", page, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeIngest.Token, page + json.GetRawText(), StringComparison.Ordinal);
    }

    private static RawMessage Foreign(string boot) => new()
    {
        EventId = MessageId.New(),
        ContractVersion = ContractVersions.TrackIngestV2,
        TrackId = TrackId.Parse("track-a"),
        EventIdContext = new EventIdContext(ClientId.Parse("gw-a1"), BootId.Parse(boot), 1),
        CapturedAtUs = default,
        MessageType = MessageTypes.Status,
        Payload = JsonDocument.Parse("{\"foreign\":true}").RootElement,
    };

    private static Task WaitForPassingsAsync(TrackRig rig, int count) =>
        Eventually.HoldsAsync(() => rig.Ingest.Of(MessageTypes.Passing).Count >= count, Patience, rig.Describe);

    private static List<PassingPayload> Passings(TrackRig rig) =>
        [.. rig.Ingest.Of(MessageTypes.Passing).Select(static message => message.Payload.Deserialize(WireJson.Default.PassingPayload)!)];

    // Every boot from 1 without a hole, every passing once, and what was read live in the decoder's order.
    private static void AssertWholeLog(TrackRig rig, bool wholePassings = true)
    {
        foreach (var boot in rig.Ingest.Log().GroupBy(static message => message.EventIdContext.BootId))
        {
            Assert.Equal(Enumerable.Range(1, boot.Count()).Select(static i => (long)i), boot.Select(static message => message.EventIdContext.Seq));
        }

        var passings = Passings(rig);
        var numbers = passings.Select(static passing => (int)passing.PassingNumber).Order().ToArray();
        var live = passings.Where(static passing => !passing.Resent).Select(static passing => passing.PassingNumber).ToArray();
        Assert.Equal(numbers.Distinct(), numbers);
        Assert.Equal(live.Order(), live);
        if (wholePassings)
        {
            Assert.Equal(Enumerable.Range(numbers[0], numbers.Length), numbers);
        }
    }

    // Also what was missed between two connections, or between two processes.
    private static Task WaitUntilWholeAsync(TrackRig rig) => Eventually.HoldsAsync(
        () => Passings(rig).Select(static passing => passing.PassingNumber).ToArray() is var numbers && numbers.Max() - numbers.Min() + 1 == numbers.Length,
        Patience,
        rig.Describe);

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
