namespace BmxTiming.Tests.Simulation;

/// <summary>A program that is started, killed and stopped; its memory lives as long as one start of it.</summary>
internal abstract class SimulatedProcess(string name)
{
    private Task _running = Task.CompletedTask;

    public string Name => name;

    /// <summary>The present start; a dead one while the program is down.</summary>
    public ProcessLife Life { get; private set; } = new();

    public bool IsUp => Life.IsAlive;

    /// <summary>What the program died of by itself: a bug, since a simulated fault kills it from outside.</summary>
    public Exception? Failure => _running.Exception?.InnerException;

    public void Start()
    {
        Life = new ProcessLife();
        _running = RunAsync(Life);
    }

    public void Kill() => Life.Kill();

    protected abstract Task RunAsync(ProcessLife life);
}
