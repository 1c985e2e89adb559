using System.Net;
using System.Net.Http.Json;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace BmxTiming.Tests.Integration.Web;

public sealed class ForwardingTests(NatsServer nats)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/ingest/batch", "ingest")]
    [InlineData("/api/dev/ingest/event", "ingest")]
    [InlineData("/ws/v1/live", "ws-gateway")]
    [InlineData("/api/tracks/track-a/live", "ws-gateway")]
    [InlineData("/api/tracks/track-a/live/events", "ws-gateway")]
    [InlineData("/api/tracks/track-a", "control")]
    [InlineData("/api/tracks/track-a/control/stage", "control")]
    [InlineData("/api/meetings?limit=5", "control")]
    [InlineData("/openapi/v1.json", "control")]
    public async Task Each_path_goes_to_its_role_with_the_host_the_client_named(string path, string role)
    {
        await using var ingest = await EchoAsync("ingest");
        await using var gateway = await EchoAsync("ws-gateway");
        await using var control = await EchoAsync("control");
        await using var web = await WebAsync(
            ("services:ingest:http:0", Address(ingest)), ("services:ws-gateway:http:0", Address(gateway)), ("services:control:http:0", Address(control)));
        Assert.Equal($"{role} {web.Address.Authority} {path}", await web.Client.GetStringAsync(path, Stop));
    }

    [Fact]
    public async Task A_body_above_the_bound_is_refused_before_it_reaches_a_role()
    {
        await using var ingest = await EchoAsync("ingest");
        await using var web = await WebAsync(("services:ingest:http:0", Address(ingest)), ("Web:MaxIngestBytes", "2048"));
        using var small = await web.Client.PostAsync("/api/ingest/batch", new ByteArrayContent(new byte[2048]), Stop);
        Assert.Equal(HttpStatusCode.OK, small.StatusCode);
        using var large = await web.Client.PostAsync("/api/ingest/batch", new ByteArrayContent(new byte[2049]), Stop);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Fact]
    public async Task Sockets_snapshots_and_refusals_pass_through_one_origin()
    {
        var url = nats.NewAccountUrl();
        await using var gateway = await TestServerHost.StartAsync("ws-gateway", LiveRig.Settings(url));
        await using var web = await WebAsync(("services:ws-gateway:http:0", gateway.Address.ToString()));
        await using var log = await LiveLog.OpenAsync(url);
        await log.AppendNotesAsync(3);

        await using var socket = await LiveSocket.ConnectAsync(web.Address, "track_id=track-a", Stop);
        await LiveRig.ReachesAsync(socket, 3);
        await log.AppendNotesAsync(3);
        await LiveRig.ReachesAsync(socket, 6);
        Assert.Null(FrameChain.Fault(socket.Received));
        var snapshot = await web.Client.GetFromJsonAsync("/api/tracks/track-a/live", WireJson.Default.RaceSnapshot, Stop);
        Assert.Equal(6, snapshot!.RaceSeq);

        await using var refused = await LiveSocket.ConnectAsync(web.Address, "track_id=Track.A", Stop);
        await LiveRig.ClosesAsync(refused, LiveCloseCodes.Invalid);
        await gateway.DisposeAsync();
        await LiveRig.ClosesAsync(socket, LiveCloseCodes.Restart);
    }

    [Fact]
    public async Task With_no_healthy_target_all_are_tried()
    {
        await using var control = await EchoAsync("control");
        await using var web = await WebAsync(("services:control:http:0", Address(control)));
        var cluster = web.Services.GetRequiredService<IProxyStateLookup>().TryGetCluster("control", out var found) ? found : null;
        Assert.Single(cluster!.Destinations).Value.Health.Passive = DestinationHealth.Unhealthy;
        web.Services.GetRequiredService<IClusterDestinationsUpdater>().UpdateAvailableDestinations(cluster);

        using var answer = await web.Client.GetAsync("/api/tracks", Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_target_known_to_be_unhealthy_is_left_alone_while_another_is_well()
    {
        await using var well = await EchoAsync("well");
        await using var web = await WebAsync(
            ("services:control:http:0", "http://127.0.0.1:1"), ("services:control:http:1", Address(well)));
        var cluster = web.Services.GetRequiredService<IProxyStateLookup>().TryGetCluster("control", out var found) ? found : null;
        cluster!.Destinations["control-0"].Health.Passive = DestinationHealth.Unhealthy;
        web.Services.GetRequiredService<IClusterDestinationsUpdater>().UpdateAvailableDestinations(cluster);

        for (var i = 0; i < 20; i++)
        {
            Assert.StartsWith("well ", await web.Client.GetStringAsync("/api/tracks", Stop), StringComparison.Ordinal);
        }
    }

    private static Task<TestServerHost> WebAsync(params (string Name, string Value)[] settings) =>
        TestServerHost.StartAsync("web", settings.ToDictionary(pair => pair.Name, pair => (string?)pair.Value, StringComparer.Ordinal));

    /// <summary>Stands in for a role: tells its name and what reached it.</summary>
    private static async Task<WebApplication> EchoAsync(string role)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsync(
            $"{role} {context.Request.Host} {context.Request.Path}{context.Request.QueryString}", context.RequestAborted));
        await app.StartAsync();
        return app;
    }

    private static string Address(WebApplication app) => app.Urls.First();
}
