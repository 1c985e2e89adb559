using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.LiveGateway;

/// <summary>A browser sees refusals only inside the socket; everybody else gets a problem before it.</summary>
public sealed class LiveRefusalTests(NatsServer nats)
{
    private readonly string _url = nats.NewAccountUrl();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("track_id=Track.A")]
    [InlineData("track_id=track-a&channels=video")]
    [InlineData("track_id=track-a&from=yesterday")]
    public async Task A_subscription_that_makes_no_sense_ends_with_4400(string query)
    {
        await using var gateway = await StartAsync();
        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, query, Stop);
        await RefusedAsync(socket, LiveErrorCodes.InvalidSubscription, LiveCloseCodes.Invalid, LiveStrategies.Fatal);
    }

    [Theory]
    [InlineData("{\"kind\":\"subscribe\"}", LiveErrorCodes.InvalidSubscription, LiveCloseCodes.Invalid)]
    [InlineData("", LiveErrorCodes.InvalidSubscription, LiveCloseCodes.Invalid)]
    public async Task A_frame_that_makes_no_sense_ends_with_4400(string text, string code, int closeCode)
    {
        await using var gateway = await StartAsync();
        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        await socket.SendTextAsync(text, Stop);
        await RefusedAsync(socket, code, closeCode, LiveStrategies.Fatal);
    }

    [Fact]
    public async Task Binary_and_oversized_frames_end_with_4400()
    {
        await using var gateway = await StartAsync();
        await using var binary = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        await binary.SendBytesAsync("{\"kind\":\"resync\"}"u8.ToArray(), Stop);
        await RefusedAsync(binary, LiveErrorCodes.InvalidSubscription, LiveCloseCodes.Invalid, LiveStrategies.Fatal);

        await using var large = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        await large.SendTextAsync("{\"kind\":\"resync\"}".PadRight(100_000), Stop);
        await RefusedAsync(large, LiveErrorCodes.InvalidSubscription, LiveCloseCodes.Invalid, LiveStrategies.Fatal);
    }

    [Fact]
    public async Task Too_many_frames_end_with_rate_limited()
    {
        await using var gateway = await StartAsync(("LiveGateway:ClientFramesPerSecond", "1"));
        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        for (var i = 0; i < 20 && socket.CloseStatus is null; i++)
        {
            await socket.SendTextAsync("{\"kind\":\"ping\",\"t0_ms\":1}", Stop);
        }

        await RefusedAsync(socket, LiveErrorCodes.RateLimited, LiveCloseCodes.Later, LiveStrategies.Reconnect);
    }

    [Fact]
    public async Task A_track_that_can_not_be_read_ends_with_1013()
    {
        await using var broker = await NatsServer.StartOwnAsync();
        await using var gateway = await TestServerHost.StartAsync(
            "ws-gateway", LiveRig.Settings(broker.NewAccountUrl(), ("LiveGateway:JoinTimeoutMs", "500")));
        await broker.KillAsync();
        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        await RefusedAsync(socket, LiveErrorCodes.UpstreamUnavailable, LiveCloseCodes.Later, LiveStrategies.Reconnect);
    }

    [Fact]
    public async Task A_gateway_that_is_full_says_so_inside_the_socket_and_far_beyond_outside()
    {
        await using var gateway = await StartAsync(("LiveGateway:MaxConnections", "1"), ("LiveGateway:MaxRefusals", "0"));
        await using var first = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        await LiveRig.ReachesAsync(first, 0);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await UpgradeAsync(gateway, LiveSubprotocols.V1, origin: null)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await gateway.Client.GetAsync("/api/tracks/track-a/live/events", Stop)).StatusCode);

        await using var roomier = await StartAsync(("LiveGateway:MaxConnections", "1"));
        await using (var second = await LiveSocket.ConnectAsync(roomier.Address, "track_id=track-a", Stop))
        {
            await LiveRig.ReachesAsync(second, 0);
            await using var third = await LiveSocket.ConnectAsync(roomier.Address, "track_id=track-a", Stop);
            await RefusedAsync(third, LiveErrorCodes.UpstreamUnavailable, LiveCloseCodes.Later, LiveStrategies.Reconnect);
        }

        await Eventually.HoldsAsync(
            async () =>
            {
                await using var fourth = await LiveSocket.ConnectAsync(roomier.Address, "track_id=track-a", Stop);
                await Eventually.HoldsAsync(() => fourth.Received.Count > 0, LiveRig.Patience, () => "nothing");
                return fourth.Received[0].Kind == LiveKinds.Snapshot;
            },
            LiveRig.Patience,
            () => "the place of a client that left was not given to another");
    }

    [Fact]
    public async Task A_gateway_that_stops_says_1012_and_when_to_come_back()
    {
        var gateway = await StartAsync();
        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        await LiveRig.ReachesAsync(socket, 0);
        await gateway.DisposeAsync();
        await RefusedAsync(socket, LiveErrorCodes.ServerShutdown, LiveCloseCodes.Restart, LiveStrategies.Reconnect);
        Assert.InRange(socket.Received[^1].Payload.GetProperty("retry_after_ms").GetInt32(), 1, 10_000);
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.BadRequest, "subprotocol_required")]
    [InlineData("chat", null, HttpStatusCode.BadRequest, "subprotocol_required")]
    [InlineData("bmx.v1", "http://evil.example", HttpStatusCode.Forbidden, "forbidden_origin")]
    [InlineData("bmx.v1", "null", HttpStatusCode.Forbidden, "forbidden_origin")]
    [InlineData("bmx.v1", null, HttpStatusCode.SwitchingProtocols, null)]
    [InlineData("chat, bmx.v1", null, HttpStatusCode.SwitchingProtocols, null)]
    [InlineData("bmx.v1", "self", HttpStatusCode.SwitchingProtocols, null)]
    [InlineData("bmx.v1", "https://boards.example", HttpStatusCode.SwitchingProtocols, null)]
    public async Task Before_the_upgrade_only_subprotocol_and_origin_are_refused(string? subprotocol, string? origin, HttpStatusCode status, string? code)
    {
        await using var gateway = await StartAsync(("LiveGateway:AllowedOrigins:0", "https://boards.example"));
        using var answer = await UpgradeAsync(gateway, subprotocol, origin == "self" ? gateway.Address.GetLeftPart(UriPartial.Authority) : origin);
        Assert.Equal(status, answer.StatusCode);
        if (code is not null)
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task A_plain_request_is_told_that_this_is_a_socket()
    {
        await using var gateway = await StartAsync();
        using var answer = await gateway.Client.GetAsync("/ws/v1/live?track_id=track-a", Stop);
        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
    }

    private Task<TestServerHost> StartAsync(params (string Name, string Value)[] more) =>
        TestServerHost.StartAsync("ws-gateway", LiveRig.Settings(_url, more));

    private static async Task RefusedAsync(LiveSocket socket, string code, int closeCode, string strategy)
    {
        await LiveRig.ClosesAsync(socket, closeCode);
        var error = Assert.Single(socket.Received, frame => frame.Kind == LiveKinds.Error);
        Assert.Same(error, socket.Received[^1]);
        Assert.Equal(code, error.Payload.GetProperty("code").GetString());
        Assert.Equal(strategy, error.Payload.GetProperty("strategy").GetString());
        Assert.NotEmpty(error.Payload.GetProperty("message").GetString()!);
    }

    private static async Task<HttpResponseMessage> UpgradeAsync(TestServerHost gateway, string? subprotocol, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ws/v1/live?track_id=track-a");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new("websocket"));
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        if (subprotocol is not null)
        {
            request.Headers.Add("Sec-WebSocket-Protocol", subprotocol);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
    }
}
