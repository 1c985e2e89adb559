using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Uplink;
using Xunit;

namespace BmxTiming.Tests.Integration.Track;

/// <summary>What an operator and his monitoring see of a gateway that runs.</summary>
public sealed class StatusTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_status_and_metrics_agree_and_hold_no_token()
    {
        await using var rig = await TrackRig.StartAsync();
        using var http = await StartAsync(rig);
        await Eventually.HoldsAsync(() => rig.Status() is { State: "ok", Uplink.RoundTripUs: not null, Decoder: { LastPassingNumber: not null, Noise: not null } }, Patience, rig.Describe);

        var page = await GetAsync(http, "/");
        var live = await GetAsync(http, "/live");
        var json = await GetAsync(http, "/status");
        var metrics = await GetAsync(http, "/metrics");
        Assert.All(new[] { page, live }, static html => Assert.Contains("<h1>OK</h1>", html, StringComparison.Ordinal));
        Assert.Equal("ok", JsonDocument.Parse(json).RootElement.GetProperty("state").GetString());
        Assert.DoesNotContain(FakeIngest.Token, page + json + metrics, StringComparison.Ordinal);
        foreach (var name in new[]
        {
            "bmxtiming_spool_used_bytes", "bmxtiming_spool_capacity_bytes", "bmxtiming_spool_oldest_age_seconds", "bmxtiming_spool_fsync_duration_seconds_bucket",
            "bmxtiming_decoder_connected", "bmxtiming_decoder_frames_total", "bmxtiming_decoder_crc_errors_total", "bmxtiming_track_clock_offset_seconds",
            "bmxtiming_track_clock_uncertainty_seconds", "bmxtiming_link_rtt_seconds", "bmxtiming_uplink_batches_total", "bmxtiming_uplink_duplicates_total",
        })
        {
            Assert.Contains(name + "{", metrics, StringComparison.Ordinal);
        }

        Assert.Contains("bmxtiming_track_id=\"track-a\"", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_loads_only_from_itself()
    {
        await using var rig = await TrackRig.StartAsync();
        using var http = await StartAsync(rig);
        using var page = await http.GetAsync(new Uri("/", UriKind.Relative), Cancellation);

        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var html = await page.Content.ReadAsStringAsync(Cancellation);
        Assert.DoesNotContain("//", html.Replace("<!doctype html>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        Assert.Contains("prefers-reduced-motion", await GetAsync(http, "/page.css"), StringComparison.Ordinal);
        Assert.Contains("AudioContext", await GetAsync(http, "/page.js"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_half_open_line_is_noticed_shown_and_healed_with_one_request_at_a_time_and_a_trace_each()
    {
        await using var rig = await TrackRig.StartAsync();
        await using var proxy = FaultProxy.To(rig.Ingest.EndPoint);
        await rig.StartGatewayAsync(rig.Options(ingest: new Uri($"http://127.0.0.1:{proxy.EndPoint.Port}")));
        await Eventually.HoldsAsync(() => rig.Status().State == "ok", Patience, rig.Describe);

        proxy.Blackhole = true;
        await Eventually.HoldsAsync(() => rig.Status().State == "offline", TimeSpan.FromSeconds(30), rig.Describe);
        Assert.StartsWith("since ", rig.Status().Detail, StringComparison.Ordinal);
        proxy.Blackhole = false;
        await Eventually.HoldsAsync(() => rig.Status() is { State: "ok", Spool.UnsentRecords: < 50 }, Patience, rig.Describe);

        Assert.Equal(1, rig.Ingest.MostAtOnce);
        var traces = rig.Ingest.TraceParents.ToArray();
        Assert.All(traces, static trace => Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$", trace));
        Assert.Equal(traces.Length, traces.Select(static trace => trace[3..35]).Distinct().Count());
    }

    [Fact]
    public async Task Connections_that_are_reset_the_moment_they_are_made_are_an_answer_like_any_other()
    {
        await using var ingest = await FakeIngest.StartAsync();
        await using var proxy = FaultProxy.To(ingest.EndPoint);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("token"), FakeIngest.Token, Cancellation);
        using var client = new IngestClient(
            new Uri($"http://127.0.0.1:{proxy.EndPoint.Port}"), TrackId.Parse("track-a"), new TokenFile(folder.File("token")), TimeProvider.System);
        var rig = new UplinkRig();
        rig.Capture();
        proxy.RefuseConnections = true;
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(0, (await client.SendAsync(rig.Take()!, null, Cancellation)).Status);
        }

        proxy.RefuseConnections = false;
        Assert.Equal(200, (await client.SendAsync(rig.Take()!, null, Cancellation)).Status);
    }

    [Fact]
    public async Task The_verb_ends_with_0_when_all_is_well_1_when_something_is_not_2_when_nothing_answers()
    {
        await using var rig = await TrackRig.StartAsync();
        using var http = await StartAsync(rig);
        await Eventually.HoldsAsync(() => rig.Status().State == "ok", Patience, rig.Describe);
        var port = http.BaseAddress!.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var (code, output) = await VerbAsync("status", "--port", port);
        Assert.True(code == 0, output);
        Assert.StartsWith("OK", output, StringComparison.Ordinal);
        Assert.Contains("decoder", output, StringComparison.Ordinal);

        rig.Ingest.AcceptedToken = "another";
        await Eventually.HoldsAsync(() => rig.Status().State == "fault", Patience, rig.Describe);
        (code, output) = await VerbAsync("status", "--url", $"http://127.0.0.1:{port}", "--json");
        Assert.True(code == 1, output);
        Assert.Equal("fault", JsonDocument.Parse(output).RootElement.GetProperty("state").GetString());

        (code, output) = await VerbAsync("status", "--port", FreePort().ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(code == 2, output);
        Assert.Contains("no gateway answers", output, StringComparison.Ordinal);
        (code, _) = await VerbAsync("status", "--port", port, "--url", "http://127.0.0.1");
        Assert.Equal(2, code);
    }

    private static async Task<(int Code, string Output)> VerbAsync(params string[] arguments)
    {
        await using var verb = TrackClientProcess.Start(arguments);
        return (await verb.WaitAsync(Patience), verb.Output);
    }

    private static async Task<HttpClient> StartAsync(TrackRig rig)
    {
        var port = FreePort();
        await rig.StartGatewayAsync(rig.Options() with { StatusPort = port });
        return new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    private static Task<string> GetAsync(HttpClient http, string path) => http.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
