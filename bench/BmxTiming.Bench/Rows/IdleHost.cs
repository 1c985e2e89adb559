using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BmxTiming.Bench.Rows;

/// <summary>A host like the track client's with nothing in it: the baseline of its footprint. Runs as a process of its own.</summary>
internal static class IdleHost
{
    public const string Verb = "--idle-host";

    public static async Task<int> RunAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddSimpleConsole();
        using var host = builder.Build();
        await host.RunAsync();
        return 0;
    }
}
