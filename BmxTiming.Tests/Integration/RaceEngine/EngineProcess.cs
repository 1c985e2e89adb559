using System.Globalization;
using BmxTiming.Tests.Support;

namespace BmxTiming.Tests.Integration.RaceEngine;

/// <summary>The role race-engine as a process of its own, to be killed.</summary>
internal static class EngineProcess
{
    /// <param name="leaseTtlMs">A short lease is for tests that wait for many owners' deaths.</param>
    /// <param name="port">Where it says how it is; 0 = any.</param>
    public static Task<ServerProcess> StartAsync(string natsUrl, int leaseTtlMs = 2_000, int port = 0) => ServerProcess.StartAsync(
        "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "BmxTiming.Server.dll")],
        new Dictionary<string, string>
        {
            ["Server__Roles"] = "race-engine",
            ["ConnectionStrings__nats"] = natsUrl,
            ["RaceEngine__LeaseTtlMs"] = leaseTtlMs.ToString(CultureInfo.InvariantCulture),
            ["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
        });
}
