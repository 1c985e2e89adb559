using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace BmxTiming.ServiceDefaults.ClientIntegrations;

/// <summary>The NATS client integration under Aspire's method names, for builds without Aspire's packages.</summary>
public static class NatsClientExtensions
{
    /// <summary>Registers one connection from <c>ConnectionStrings:{connectionName}</c>.</summary>
    public static void AddNatsClient(
        this IHostApplicationBuilder builder, string connectionName, Func<IServiceProvider, NatsOpts, NatsOpts>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<INatsConnection>(services =>
        {
            var url = builder.Configuration.GetConnectionString(connectionName)
                ?? throw new InvalidOperationException($"ConnectionStrings:{connectionName} is not set.");
            var options = NatsOpts.Default with { Url = url, Name = builder.Environment.ApplicationName };
            return new NatsConnection(configureOptions?.Invoke(services, options) ?? options);
        });
    }

    public static void AddNatsJetStream(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<INatsJSContext>(services => new NatsJSContext(services.GetRequiredService<INatsConnection>()));
    }
}
