using System.Diagnostics;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>A verb of the server as people run it: a process with its exit code, output and messages.</summary>
internal static class ServerVerb
{
    public static async Task<(int ExitCode, string Output, string Messages)> RunAsync(params IEnumerable<string> arguments)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BmxTiming.Server.dll"), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var messages = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await messages);
    }
}
