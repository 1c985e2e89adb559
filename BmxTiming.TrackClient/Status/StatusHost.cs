using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BmxTiming.TrackClient.Status;

/// <summary>
/// <c>/</c> for people, <c>/status</c> for programs, <c>/health</c> (200 while decoder and server are reached, else 503), <c>/alive</c>.
/// On 127.0.0.1 only: it needs no rights because nobody else can ask.
/// </summary>
internal sealed class StatusHost(StatusSource source, StatusPort port) : IHostedService, IAsyncDisposable
{
    private WebApplication? _web;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port.Number));
        _web = builder.Build();
        _web.MapGet("/", () => Results.Content(StatusPage.Render(source.Read()), "text/html", Encoding.UTF8));
        _web.MapGet("/status", () => Results.Json(source.Read(), StatusJson.Default.TrackStatus));
        _web.MapGet("/alive", () => Results.Text("alive"));
        _web.MapGet("/health", Health);
        await _web.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _web?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _web?.DisposeAsync() ?? ValueTask.CompletedTask;

    private IResult Health()
    {
        var status = source.Read();
        var code = status.State == "ok" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return Results.Text(status.State, "text/plain", Encoding.UTF8, code);
    }
}

internal sealed record StatusPort(int Number);
