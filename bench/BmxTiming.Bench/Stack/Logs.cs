using BmxTiming.Bench.Harness;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BmxTiming.Bench.Stack;

/// <summary>The product's own hands on the streams of a broker, in this process.</summary>
internal sealed class Logs : IAsyncDisposable
{
    private readonly IHost _host;

    private Logs(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public Broker Broker => Services.GetRequiredService<Broker>();

    public static async Task<Logs> ProvisionAsync(NatsBroker nats, CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:nats", nats.Url)]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddMessaging();
        var logs = new Logs(builder.Build());
        var provisioned = await logs.Services.GetRequiredService<StreamProvisioner>().ProvisionAsync(allowWeaker: false, cancellationToken);
        return provisioned.IsOk ? logs : throw new MeasurementException($"the streams can not be made: {provisioned.Error.Message}");
    }

    public async ValueTask DisposeAsync()
    {
        await Broker.Connection.DisposeAsync();
        _host.Dispose();
    }
}
