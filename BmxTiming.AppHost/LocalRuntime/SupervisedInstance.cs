namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>Keeps one instance of a resource running: starts it, watches its health, starts it again after a crash.</summary>
internal sealed class SupervisedInstance : IAsyncDisposable
{
    private static readonly TimeSpan StartingProbeInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(3);

    private readonly ProcessResource resource;
    private readonly int index;
    private readonly RuntimeContext context;
    private readonly SupervisorEvents events;
    private readonly ResourceLog log;
    private readonly RestartBackoff backoff = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource healthyOnce = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task running = Task.CompletedTask;
    private volatile ChildProcess? child;

    public SupervisedInstance(ProcessResource resource, int index, RuntimeContext context, SupervisorEvents events)
    {
        this.resource = resource;
        this.index = index;
        this.context = context;
        this.events = events;
        Name = resource.Replicas == 1 ? resource.Name : $"{resource.Name}-{index + 1}";
        log = new ResourceLog(Path.Combine(context.State.Logs, $"{Name}.log"));
    }

    public string Name { get; }

    public string LogPath => log.FilePath;

    public InstanceState State { get; private set; } = InstanceState.Waiting;

    public int? ProcessId => child?.Id;

    public int Restarts { get; private set; }

    public int? LastExitCode { get; private set; }

    /// <summary>Why it is not healthy, in the words of the last probe.</summary>
    public string? Reason { get; private set; }

    public Task HealthyOnce => healthyOnce.Task;

    /// <summary>The exit code of a resource that is meant to end.</summary>
    public Task<int> Finished => finished.Task;

    public void Start() => running = Task.Run(RunAsync);

    /// <summary>Stops the process, and everything that would start it again.</summary>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await running;
        if (State is not (InstanceState.Finished or InstanceState.Failed))
        {
            Become(InstanceState.Stopped);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
        log.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var started = context.Time.GetTimestamp();
                var exitCode = await RunOnceAsync();
                if (stopping.IsCancellationRequested)
                {
                    return;
                }

                LastExitCode = exitCode;
                if (resource.CompletesWith is { } expected)
                {
                    Become(exitCode == expected ? InstanceState.Finished : InstanceState.Failed);
                    events.Ended(this, exitCode, expected, log.Tail());
                    finished.TrySetResult(exitCode);
                    return;
                }

                var delay = backoff.After(context.Time.GetElapsedTime(started));
                Restarts++;
                Become(InstanceState.Restarting);
                events.Crashed(this, exitCode, delay, log.Tail());
                await Task.Delay(delay, context.Time, stopping.Token);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped while it waited for its next start.
        }
        catch (Exception exception) when (exception is DistributedApplicationException or System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            // The model cannot be turned into a process: no restart would change that.
            Become(InstanceState.Failed, exception.Message);
            var failure = new DistributedApplicationException($"{Name} cannot be started: {exception.Message}", exception);
            healthyOnce.TrySetException(failure);
            finished.TrySetException(failure);
        }
    }

    private async Task<int> RunOnceAsync()
    {
        Become(InstanceState.Starting);
        await resource.BeforeLaunchAsync(context, stopping.Token);
        using var process = ChildProcess.Start(resource.Launch(context, index), log);
        child = process;
        events.Changed();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        var watching = WatchHealthAsync(ended.Token);
        try
        {
            return await process.Exited.WaitAsync(stopping.Token);
        }
        catch (OperationCanceledException)
        {
            await process.StopAsync(context.Time);
            return await process.Exited;
        }
        finally
        {
            await ended.CancelAsync();
            await watching;
            child = null;
        }
    }

    private async Task WatchHealthAsync(CancellationToken cancellationToken)
    {
        var probe = resource.Probe(context, index);
        if (probe is null)
        {
            BecomeHealthy();
            return;
        }

        try
        {
            while (true)
            {
                var reason = await probe.CheckAsync(ProbeTimeout, cancellationToken);
                if (reason is null)
                {
                    BecomeHealthy();
                }
                else
                {
                    Reason = reason;
                    if (State == InstanceState.Healthy)
                    {
                        Become(InstanceState.Unhealthy, reason);
                        events.BecameUnhealthy(this, reason);
                    }
                }

                await Task.Delay(State == InstanceState.Healthy ? ProbeInterval : StartingProbeInterval, context.Time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process ended or is being stopped.
        }
    }

    private void BecomeHealthy()
    {
        if (State == InstanceState.Healthy)
        {
            return;
        }

        Become(InstanceState.Healthy);
        events.BecameHealthy(this);
        healthyOnce.TrySetResult();
    }

    private void Become(InstanceState state, string? reason = null)
    {
        State = state;
        Reason = reason;
        events.Changed();
    }
}
