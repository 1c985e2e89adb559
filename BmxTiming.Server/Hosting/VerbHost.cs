using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Hosting;

/// <summary>What a verb works with: the stores of the configuration, without any role. Its log goes to the error output.</summary>
internal static class VerbHost
{
    public const string NotConfigured = "not_configured";
    public const string BrokerUnreachable = "broker_unreachable";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>A host whose stores are configured and whose broker answers.</summary>
    public static async Task<Result<IHost>> BuildAsync(string[] args, ModuleNeeds needs, Action<IHostApplicationBuilder>? configure = null)
    {
        var builder = Host.CreateApplicationBuilder(args);
        foreach (var (need, name) in (ReadOnlySpan<(ModuleNeeds, string)>)
            [(ModuleNeeds.Messaging, MessagingExtensions.ConnectionName), (ModuleNeeds.Storage, StorageExtensions.ConnectionName)])
        {
            if (needs.HasFlag(need) && string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(name)))
            {
                return Result.Fail<IHost>(NotConfigured, $"ConnectionStrings:{name} is not set.");
            }
        }

        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Readiness>();
        if (needs.HasFlag(ModuleNeeds.Messaging))
        {
            builder.AddMessaging();
        }

        if (needs.HasFlag(ModuleNeeds.Storage))
        {
            builder.AddStorage(StoredDocuments.All());
        }

        configure?.Invoke(builder);
        var host = builder.Build();
        try
        {
            if (needs.HasFlag(ModuleNeeds.Messaging))
            {
                await host.Services.GetRequiredService<Broker>().ConnectAsync(s_patience);
            }

            return Result.Ok(host);
        }
        catch (Exception e) when (BrokerFailures.IsTransient(e))
        {
            host.Dispose();
            return Result.Fail<IHost>(BrokerUnreachable, $"The broker does not answer: {e.Message}");
        }
    }
}
