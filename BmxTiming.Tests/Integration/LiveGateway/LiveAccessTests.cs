using System.Net;
using System.Net.Http.Headers;
using BmxTiming.Protocol.Live;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.LiveGateway;

/// <summary>Rights as they are outside of development, where nobody is signed in by default.</summary>
public sealed class LiveAccessTests(NatsServer nats) : IDisposable
{
    private readonly string _url = nats.NewAccountUrl();
    private readonly TestTokens _tokens = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _tokens.Dispose();

    [Fact]
    public async Task Anybody_watches_the_race_channel_of_a_public_meeting_and_nothing_else()
    {
        await using var gateway = await StartAsync();
        await using var log = await LiveLog.OpenAsync(_url);
        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        await LiveRig.ReachesAsync(socket, 0);
        await log.AppendAsync(
            log.Events.Staged("club", isPublic: false), log.Events.Note(null), log.Events.Staged("day-1", isPublic: true, moto: 2),
            log.Events.Note("club"), log.Events.Note("day-1"));
        await LiveRig.ReachesAsync(socket, 5);
        Assert.Equal([3, 5], FrameChain.EventSeqs(socket.Received));
        Assert.Null(FrameChain.Fault(socket.Received));
    }

    [Fact]
    public async Task A_meeting_that_is_not_public_needs_a_token()
    {
        await using var gateway = await StartAsync();
        await using var log = await LiveLog.OpenAsync(_url);
        await log.AppendAsync(log.Events.Staged("club", isPublic: false));
        await using var named = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a&event_id=club", Stop);
        await LiveRig.ClosesAsync(named, LiveCloseCodes.Unauthorized);
        await using var unnamed = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a", Stop);
        await LiveRig.ReachesAsync(unnamed, 1);
        Assert.DoesNotContain("Ann Ash", unnamed.Received[0].Payload.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await gateway.Client.GetAsync("/api/tracks/track-a/live?meeting_id=club", Stop)).StatusCode);
        Assert.DoesNotContain("Ann Ash", await gateway.Client.GetStringAsync("/api/tracks/track-a/live", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_decoder_channel_needs_a_token() =>
        await RefusedAsync("track_id=track-a&channels=race,decoder", token: null, LiveErrorCodes.Unauthorized, LiveCloseCodes.Unauthorized);

    [Theory]
    [InlineData("track_id=track-a")]
    [InlineData("track_id=track-a&channels=decoder")]
    public async Task A_token_that_is_not_valid_ends_with_4401(string query)
    {
        await RefusedAsync(query, "not.a.token", LiveErrorCodes.Unauthorized, LiveCloseCodes.Unauthorized);
        await RefusedAsync(
            query, _tokens.Gateway("track-a", "gw-1", validForSeconds: -600), LiveErrorCodes.Unauthorized, LiveCloseCodes.Unauthorized);
    }

    [Theory]
    [InlineData("track_id=track-a")]
    [InlineData("track_id=track-a&channels=decoder")]
    public async Task A_good_token_that_does_not_open_the_track_ends_with_4403(string query) =>
        await RefusedAsync(query, _tokens.Gateway("track-b", "gw-1"), LiveErrorCodes.ForbiddenTrack, LiveCloseCodes.Forbidden);

    [Fact]
    public async Task The_endpoints_beside_the_socket_refuse_the_same()
    {
        await using var gateway = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await AskAsync(gateway, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(gateway, "not.a.token"));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(gateway, _tokens.Gateway("track-b", "gw-1")));
    }

    [Fact]
    public async Task In_development_the_decoder_channel_is_open()
    {
        await using var gateway = await TestServerHost.StartAsync("ws-gateway", LiveRig.Settings(_url));
        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, "track_id=track-a&channels=decoder", Stop);
        await LiveRig.ReachesAsync(socket, 0, LiveChannels.Decoder);
        Assert.Equal(LiveKinds.Snapshot, socket.Received[0].Kind);
    }

    private Task<TestServerHost> StartAsync() => TestServerHost.StartAsync(
        "ws-gateway", LiveRig.Settings(_url, ("Auth:GatewayKeys:0", _tokens.PublicKeyPath)), environment: "Staging");

    private async Task RefusedAsync(string query, string? token, string code, int closeCode)
    {
        await using var gateway = await StartAsync();
        await using var socket = await LiveSocket.ConnectAsync(gateway.Address, query, Stop, token);
        await LiveRig.ClosesAsync(socket, closeCode);
        Assert.Equal(code, Assert.Single(socket.Received).Payload.GetProperty("code").GetString());
    }

    private static async Task<HttpStatusCode> AskAsync(TestServerHost gateway, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/tracks/track-a/live");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await gateway.Client.SendAsync(request, Stop);
        return answer.StatusCode;
    }
}
