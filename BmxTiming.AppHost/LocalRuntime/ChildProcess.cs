using System.Diagnostics;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>
/// One running child: <c>setsid setpriv --pdeathsig KILL program</c>. Both exec in place, so our child's pid is the program's.
/// Its own session keeps a terminal's Ctrl+C away from it (the AppHost stops children in order); the death signal takes it
/// along when the AppHost is killed.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process process;
    private readonly LaunchSpec spec;
    private readonly Task pumps;

    private ChildProcess(Process process, LaunchSpec spec, ResourceLog log)
    {
        this.process = process;
        this.spec = spec;
        pumps = Task.WhenAll(PumpAsync(process.StandardOutput, log), PumpAsync(process.StandardError, log));
        Exited = WaitForExitAsync();
    }

    public int Id => process.Id;

    /// <summary>Completes with the exit code (128 + signal for one that a signal ended).</summary>
    public Task<int> Exited { get; }

    public static ChildProcess Start(LaunchSpec spec, ResourceLog log)
    {
        var start = new ProcessStartInfo("setsid", ["setpriv", .. SetprivArguments(spec.User), spec.Program, .. spec.Arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = spec.WorkingDirectory,
        };
        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        var process = StarterThread.Start(start);
        process.StandardInput.Close();
        return new ChildProcess(process, spec, log);
    }

    /// <summary>setpriv sets the death signal last, so it survives the change of user.</summary>
    public static IEnumerable<string> SetprivArguments(string? user) =>
        user is null ? ["--pdeathsig", "KILL"] : ["--reuid", user, "--regid", user, "--init-groups", "--pdeathsig", "KILL"];

    /// <summary>Asks the process to stop, and kills it when it does not within its time. Leaves nothing of its group behind.</summary>
    public async Task StopAsync(TimeProvider time)
    {
        Signals.Send(Id, spec.StopSignal);
        try
        {
            await Exited.WaitAsync(spec.StopTimeout, time);
        }
        catch (TimeoutException)
        {
            Signals.SendToGroup(Id, Signals.Kill);
            await Exited;
        }
    }

    public void Dispose() => process.Dispose();

    private static async Task PumpAsync(StreamReader reader, ResourceLog log)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            log.Write(line);
        }
    }

    private async Task<int> WaitForExitAsync()
    {
        await process.WaitForExitAsync();
        var code = process.ExitCode;

        // Whatever it started itself (a file watcher's child, say) lives in its session and ends with it.
        Signals.SendToGroup(process.Id, Signals.Kill);
        await pumps.WaitAsync(TimeSpan.FromSeconds(2)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return code;
    }
}
