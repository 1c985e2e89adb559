using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.Hosting;

/// <summary><c>provision [--allow-weaker]</c>: makes streams, buckets and schema, reads them back, and exits.</summary>
internal static class ProvisionVerb
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder([.. args.Where(arg => arg != "--allow-weaker")]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Readiness>();
        builder.AddMessaging();
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
        return ServerVerbs.Good;
    }
}
