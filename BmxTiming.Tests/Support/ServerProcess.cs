using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BmxTiming.Tests.Support;

/// <summary>
/// A child process that cannot outlive the test run: its parent shell waits for the end of its input, which comes
/// when we close it or die, and then kills it.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _shell;
    private readonly Queue<string> _output;

    private ServerProcess(Process shell, int pid, Queue<string> output)
    {
        _output = output;
        _shell = shell;
        Pid = pid;
    }

    /// <summary>The pid of the program itself, for signals.</summary>
    public int Pid { get; }

    public bool IsRunning => !_shell.HasExited;

    /// <summary>The last lines it wrote.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    public static async Task<ServerProcess> StartAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A killed program must end the shell too, so that a test sees it stop; the watcher holds none of the pipes,
        // or the end of the output would never be seen.
        const string script =
            "\"$@\" </dev/null & p=$!; echo $p; exec 3<&0; (cat <&3; kill -9 $p) >/dev/null 2>&1 & w=$!; "
            + "wait $p; code=$?; kill -9 $w 2>/dev/null; exit $code";
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var shell = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        var pid = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new Queue<string>();
        shell.OutputDataReceived += (_, line) =>
        {
            // The shell writes the program's pid first; what follows is the program's own output.
            if (pid.Task.IsCompleted || !pid.TrySetResult(int.Parse(line.Data ?? "-1", CultureInfo.InvariantCulture)))
            {
                Keep(output, line.Data);
            }
        };
        shell.ErrorDataReceived += (_, line) => Keep(output, line.Data);
        shell.BeginOutputReadLine();
        shell.BeginErrorReadLine();
        return new ServerProcess(shell, await pid.Task, output);
    }

    /// <summary>Sends a signal such as <c>KILL</c>, <c>STOP</c>, <c>CONT</c> or <c>TERM</c> to the program.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("/bin/kill", [$"-{signal}", Pid.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task KillAsync()
    {
        await SignalAsync("KILL");
        await _shell.WaitForExitAsync();
    }

    public Task WaitForExitAsync() => _shell.WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            _shell.StandardInput.Close();
            await _shell.WaitForExitAsync();
        }

        _shell.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Keep(Queue<string> output, string? line)
    {
        lock (output)
        {
            if (line is not null)
            {
                output.Enqueue(line);
                while (output.Count > 200)
                {
                    output.Dequeue();
                }
            }
        }
    }
}
