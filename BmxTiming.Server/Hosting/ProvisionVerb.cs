using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Hosting;

/// <summary><c>provision [--allow-weaker]</c>: makes streams, buckets and schema, reads them back, and exits.</summary>
internal static class ProvisionVerb
{
    /// <summary>How long a database that is still starting is waited for.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder([.. args.Where(arg => arg != "--allow-weaker")]);
        foreach (var name in (string[])[MessagingExtensions.ConnectionName, StorageExtensions.ConnectionName])
        {
            if (string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(name)))
            {
                await Console.Error.WriteLineAsync($"ConnectionStrings:{name} is not set.");
                return ServerVerbs.Usage;
            }
        }

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Readiness>();
        builder.AddMessaging();
        builder.AddStorage(StoredDocuments.All());
        using var host = builder.Build();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        var streams = await host.Services.GetRequiredService<StreamProvisioner>()
            .ProvisionAsync(args.Contains("--allow-weaker", StringComparer.Ordinal), stop.Token);
        if (!streams.IsOk)
        {
            await Console.Error.WriteLineAsync($"{streams.Error.Code}: {streams.Error.Message}");
            return ServerVerbs.Refused;
        }

        Console.WriteLine($"streams ready: {string.Join(", ", streams.Value)}");
        var storage = host.Services.GetRequiredService<StorageProvisioner>();
        try
        {
            await storage.ProvisionWhenThereAsync(s_patience, stop.Token);
        }
        catch (Exception e) when (StorageFailures.IsTransient(e))
        {
            await Console.Error.WriteLineAsync($"postgres: {e.Message}");
            return ServerVerbs.Usage;
        }

        if (await storage.DifferenceAsync(stop.Token) is { } difference)
        {
            await Console.Error.WriteLineAsync($"not_as_provisioned: {difference}");
            return ServerVerbs.Refused;
        }

        Console.WriteLine("schema ready: control, read");
        return ServerVerbs.Good;
    }
}
