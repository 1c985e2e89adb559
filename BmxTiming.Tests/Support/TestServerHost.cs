using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>Roles of the real server inside the test process, on a free port of 127.0.0.1.</summary>
internal sealed class TestServerHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServerHost(WebApplication app, Uri address)
    {
        _app = app;
        Client = new HttpClient(new AnsweredCodes()) { BaseAddress = address };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public Uri Address => Client.BaseAddress!;

    public Readiness Readiness => Services.GetRequiredService<Readiness>();

    /// <summary>Starts the roles and waits until <c>/health</c> says ready.</summary>
    public static async Task<TestServerHost> StartAsync(
        string roles, IReadOnlyDictionary<string, string?> settings, string environment = "Development", bool becomesReady = true)
    {
        var modules = ModuleCatalog.Select(roles);
        Assert.True(modules.IsOk, modules.Error?.Message);
        var app = ServerHost.Build(["--environment", environment], modules.Value, builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });
        await app.StartAsync();
        var server = new TestServerHost(app, new Uri(app.Urls.First()));
        await Eventually.HoldsAsync(
            () => server.Readiness.IsReady || !becomesReady, TimeSpan.FromSeconds(30), () => string.Join("; ", server.Readiness.Parts));
        return server;
    }

    /// <summary>Makes the streams of an account; what <c>provision</c> does.</summary>
    /// <param name="replicas">How many servers of a cluster keep each.</param>
    public static async Task ProvisionStreamsAsync(string natsUrl, int replicas = 1)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(
            [new("ConnectionStrings:nats", natsUrl), new("Streams:Replicas", replicas.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddMessaging();
        using var host = builder.Build();
        var provisioned = await host.Services.GetRequiredService<StreamProvisioner>()
            .ProvisionAsync(allowWeaker: false, CancellationToken.None);
        Assert.True(provisioned.IsOk, provisioned.Error?.Message);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
