using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BmxTiming.Bench.Harness;

namespace BmxTiming.Bench.Stack;

/// <summary>
/// A program that cannot outlive the run: a shell beside it waits for the end of its own input, which comes when we close it or die,
/// and then kills the program.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 50;

    // Prints the program's pid, then is the program's output.
    private const string Script =
        "\"$@\" </dev/null & p=$!; echo $p; exec 3<&0; (cat <&3; kill -9 $p) >/dev/null 2>&1 & w=$!; "
        + "wait $p; code=$?; kill -9 $w 2>/dev/null; exit $code";

    private readonly Process _shell;
    private readonly Queue<string> _output;

    private ChildProcess(Process shell, int pid, Queue<string> output) => (_shell, Pid, _output) = (shell, pid, output);

    /// <summary>The pid of the program itself.</summary>
    public int Pid { get; }

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

    public static async Task<ChildProcess> StartAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var shell = Process.Start(start) ?? throw new MeasurementException($"{program} did not start");
        var pid = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new Queue<string>();
        shell.OutputDataReceived += (_, line) =>
        {
            if (pid.Task.IsCompleted || !pid.TrySetResult(int.Parse(line.Data ?? "-1", CultureInfo.InvariantCulture)))
            {
                Keep(output, line.Data);
            }
        };
        shell.ErrorDataReceived += (_, line) => Keep(output, line.Data);
        shell.BeginOutputReadLine();
        shell.BeginErrorReadLine();
        return new ChildProcess(shell, await pid.Task, output);
    }

    /// <summary>Waits until the program does what it is for; says what it wrote when it does not.</summary>
    public async Task ReadyAsync(string what, Func<CancellationToken, Task<bool>> isReady, CancellationToken cancellationToken)
    {
        var patience = TimeSpan.FromSeconds(60);
        var start = Stopwatch.GetTimestamp();
        while (!await isReady(cancellationToken))
        {
            if (_shell.HasExited || Stopwatch.GetElapsedTime(start) > patience)
            {
                throw new MeasurementException($"{what} is not ready: {Output}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_shell.HasExited)
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
            if (line is null)
            {
                return;
            }

            output.Enqueue(line);
            if (output.Count > KeptLines)
            {
                output.Dequeue();
            }
        }
    }
}
