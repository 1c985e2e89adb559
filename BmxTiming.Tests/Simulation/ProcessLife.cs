namespace BmxTiming.Tests.Simulation;

/// <summary>One start of a process, to its death. What was on its way to a dead one never arrives; to a stopped one it arrives later.</summary>
internal sealed class ProcessLife
{
    public bool IsAlive { get; private set; } = true;

    /// <summary>Stopped (SIGSTOP): it does nothing and does not know.</summary>
    public bool IsStopped { get; set; }

    public bool Runs => IsAlive && !IsStopped;

    public void Kill() => IsAlive = false;
}
