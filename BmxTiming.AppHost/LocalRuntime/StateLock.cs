namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>Holds a state directory for one AppHost: two would start two stores on the same data.</summary>
internal sealed class StateLock : IDisposable
{
    private readonly FileStream file;

    /// <exception cref="AlreadyRunningException">Another process holds it. The kernel lets go when that process ends, however it ends.</exception>
    public StateLock(StateDirectory state)
    {
        try
        {
            file = new FileStream(state.File("lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new AlreadyRunningException($"a stack is already running on {state.Root} (./bmx status shows it, ./bmx down stops it)", exception);
        }

        // For `./bmx down`: the pid, and the start time that tells it from a later process of the same number.
        File.WriteAllText(state.File("apphost.pid"), $"{Environment.ProcessId} {StartTicks()}\n");
        this.state = state;
    }

    private readonly StateDirectory state;

    public void Dispose()
    {
        File.Delete(state.File("apphost.pid"));
        file.Dispose();
    }

    /// <summary>Field 22 of /proc/self/stat; the second field may hold spaces, so we count from its closing bracket.</summary>
    private static string StartTicks()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
    }
}
