using System.Text.Json;
using BmxTiming.AppHost;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.EndToEnd;

/// <summary>The club laptop: every role in one process, which makes its own streams and schema.</summary>
public sealed class SingleProcessTests
{
    [Fact]
    public async Task One_process_with_every_role_races_from_an_empty_disk()
    {
        var port = ServerProcess.FreePort();
        await using var stack = new LocalStack(null, "--Stack:Topology=single", "--Stack:Tracks=1", "--Stack:Speed=10", $"--Stack:Port={port}");
        stack.Builder.AddTimingStack();
        await stack.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        var body = "";
        await Eventually.HoldsAsync(
            async () =>
            {
                body = await http.GetStringAsync("/api/tracks/track-a/results", TestContext.Current.CancellationToken);
                using var results = JsonDocument.Parse(body);
                return results.RootElement.GetProperty("items").EnumerateArray().Any(run =>
                    run.TryGetProperty("results", out var rows) && rows.ValueKind == JsonValueKind.Array && rows.GetArrayLength() == 8);
            },
            TimeSpan.FromSeconds(60),
            () => body);
    }
}
