using System.Diagnostics;
using System.Text.Json;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.LocalRuntime;

/// <summary>The real AppHost as a process of its own, with the stores only: how it ends, and what it leaves.</summary>
public sealed class HostDeathTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Kill_of_the_AppHost_leaves_no_child_behind_and_the_next_start_recovers()
    {
        var state = LocalStack.NewStateDirectory();
        try
        {
            // Once during the first start (initdb), once in the middle of running.
            using (var early = Start(state))
            {
                List<int> children = [];
                await Eventually.HoldsAsync(() => (children = ChildrenOf(early.Id)).Count > 0, Soon, () => "no child yet");
                await KillAndExpectNoOrphan(early, children);
            }

            using (var later = Start(state))
            {
                await UntilPhase(state, later.Id, "ready");
                await KillAndExpectNoOrphan(later, [.. ProcessIds(state)]);
            }

            using var last = Start(state);
            await UntilPhase(state, last.Id, "ready");
            Assert.True(Signals.Send(last.Id, Signals.Terminate));
            await last.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Soon, TestContext.Current.CancellationToken);
            Assert.Equal(0, last.ExitCode);
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    [Theory]
    [InlineData(Signals.Terminate)]
    [InlineData(Signals.Interrupt)]
    public async Task A_signal_stops_everything_and_the_exit_code_is_0(int signal)
    {
        var state = LocalStack.NewStateDirectory();
        try
        {
            using var host = Start(state);
            await UntilPhase(state, host.Id, "ready");
            var children = ProcessIds(state).ToArray();
            Assert.Equal(2, children.Length);

            Signals.Send(host.Id, signal);
            await host.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Soon, TestContext.Current.CancellationToken);

            Assert.Equal(0, host.ExitCode);
            Assert.DoesNotContain(children, IsRunning);
            Assert.StartsWith("stopped", await File.ReadAllTextAsync(StatusPath(state, "txt"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Contains("database system is shut down", await File.ReadAllTextAsync(Path.Combine(state, "logs", "postgres.log"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(state, "apphost.pid")));
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    private static Process Start(string state)
    {
        var program = LaunchableProjects.Find(Path.Combine(LaunchableProjects.AppHostDirectory, "BmxTiming.AppHost.csproj"));
        Assert.SkipWhen(program is null, "built with Aspire: there is no local AppHost to start");
        // Through the runtime's own starter thread: this test's pool thread may end before the AppHost does.
        // A shell that runs the tests in the background makes its children deaf to SIGINT; `env` gives them their ears back.
        return StarterThread.Start(new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", program, $"--Stack:StateDirectory={state}", "--Stack:Topology=stores"])
        {
            RedirectStandardOutput = true,
        });
    }

    private static async Task KillAndExpectNoOrphan(Process host, IReadOnlyList<int> children)
    {
        Assert.NotEmpty(children);
        Signals.Send(host.Id, Signals.Kill);
        await host.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Soon, TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => !children.Any(IsRunning), Soon, () => $"still running: {string.Join(", ", children.Where(IsRunning))}");
    }

    private static async Task UntilPhase(string state, int host, string phase) =>
        await Eventually.HoldsAsync(
            () => File.Exists(StatusPath(state, "txt")) && File.ReadAllText(StatusPath(state, "txt")) is var text && text.StartsWith(phase, StringComparison.Ordinal)
                && text.Contains($"(AppHost {host},", StringComparison.Ordinal),
            Soon,
            () => File.Exists(StatusPath(state, "txt")) ? File.ReadAllText(StatusPath(state, "txt")) : "no status file");

    private static string StatusPath(string state, string extension) => Path.Combine(state, $"status.{extension}");

    private static IEnumerable<int> ProcessIds(string state) =>
        from instance in JsonDocument.Parse(File.ReadAllText(StatusPath(state, "json"))).RootElement.GetProperty("resources").EnumerateArray()
        where instance.GetProperty("pid").ValueKind == JsonValueKind.Number
        select instance.GetProperty("pid").GetInt32();

    private static List<int> ChildrenOf(int processId) =>
        [.. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out var id) && ParentOf(id) == processId).Select(name => int.Parse(name!, System.Globalization.CultureInfo.InvariantCulture))];

    private static int? ParentOf(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null; // It ended while we looked.
        }
    }

    private static bool IsRunning(int processId)
    {
        try
        {
            return !File.ReadAllText($"/proc/{processId}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
