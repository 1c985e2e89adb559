using System.Collections.Concurrent;
using System.Diagnostics;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>
/// Starts every child from one thread that never ends. Linux delivers the parent-death signal when the *thread* that forked
/// ends, not the process: a child started from a short-lived thread is killed at once, one started from a pool thread
/// whenever the pool retires that thread.
/// </summary>
internal static class StarterThread
{
    private static readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> Requests = new(boundedCapacity: 64);

    static StarterThread()
    {
        new Thread(Run) { IsBackground = true, Name = "process starter" }.Start();
    }

    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Requests.Add((start, started));
        return started.Task.GetAwaiter().GetResult();
    }

    private static void Run()
    {
        foreach (var (start, started) in Requests.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start."));
            }
            catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
            {
                started.SetException(exception);
            }
        }
    }
}
