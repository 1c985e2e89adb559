using System.Net;
using System.Text;
using BmxTiming.ServiceDefaults;
using BmxTiming.TrackClient.Capture;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace BmxTiming.TrackClient.Status;

/// <summary>
/// <c>/</c> for people, <c>/status</c> for programs, <c>/health</c> (200 while passings flow to the server, else 503), <c>/alive</c>,
/// <c>/metrics</c> for Prometheus. On 127.0.0.1 only: it needs no rights because nobody else can ask.
/// </summary>
internal sealed class StatusHost(StatusSource source, StatusMetrics metrics, StatusPort port, BootClock clock) : BackgroundService
{
    /// <summary>Own files only, and no page of somebody else may frame it.</summary>
    private const string ContentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly TimeSpan ObservePeriod = TimeSpan.FromSeconds(1);

    private WebApplication? _web;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        metrics.Start();
        _web = Build();
        await _web.StartAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_web is not null)
        {
            await _web.StopAsync(cancellationToken);
            await _web.DisposeAsync();
            _web = null;
        }
    }

    // Once a second also when nobody looks, so that the picture has no holes.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(ObservePeriod, clock.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                source.Observe();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port.Number));
        builder.Services.AddOpenTelemetry()
            .WithMetrics(static meters => meters.AddMeter(ServiceDefaultsExtensions.TelemetryNames, "System.Runtime").AddPrometheusExporter());
        var web = builder.Build();
        web.Use(static (http, next) =>
        {
            http.Response.Headers.ContentSecurityPolicy = ContentPolicy;
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers.XContentTypeOptions = "nosniff";
            return next(http);
        });
        web.MapGet("/", () => Results.Content(StatusPage.Render(source.Read()), "text/html", Encoding.UTF8));
        web.MapGet("/live", () => Results.Content(StatusPage.RenderLive(source.Read()), "text/html", Encoding.UTF8));
        web.MapGet("/page.css", static () => PageFile("page.css", "text/css"));
        web.MapGet("/page.js", static () => PageFile("page.js", "text/javascript"));
        web.MapGet("/status", () => Results.Json(source.Read(), StatusJson.Default.TrackStatus));
        web.MapGet("/alive", static () => Results.Text("alive"));
        web.MapGet("/health", Health);
        web.MapPrometheusScrapingEndpoint("/metrics");
        return web;
    }

    private IResult Health()
    {
        var status = source.Read();
        // A clock that was set stops no passing.
        var code = status.State is "ok" or "clock" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return Results.Text(status.State, "text/plain", Encoding.UTF8, code);
    }

    private static IResult PageFile(string name, string type) =>
        Results.Stream(typeof(StatusHost).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the program."), type);
}

internal sealed record StatusPort(int Number)
{
    /// <summary>Where the installed gateway has its page, and where the verb looks when nothing else is said.</summary>
    public const int Default = 8403;
}
