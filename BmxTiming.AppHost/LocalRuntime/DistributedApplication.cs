using System.Runtime.InteropServices;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>
/// A small stand-in for Aspire's application of the same name: starts the resources as plain processes of this machine.
/// There is no container, no dashboard and no Aspire in it.
/// </summary>
internal sealed class DistributedApplication : IAsyncDisposable
{
    private static readonly string[] RequiredTools = ["setsid", "setpriv"];

    private readonly DistributedApplicationBuilder builder;
    private readonly TimeProvider time = TimeProvider.System;
    private readonly StateDirectory state;
    private readonly SupervisorEvents events;
    private StateLock? stateLock;
    private Supervisor? supervisor;
    private StatusFile? status;
    private volatile string phase = "starting";
    private volatile string problem = "";

    internal DistributedApplication(DistributedApplicationBuilder builder)
    {
        this.builder = builder;
        var checkout = Path.GetDirectoryName(builder.AppHostDirectory)!;
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        state = new StateDirectory(builder.Configuration["Stack:StateDirectory"] is { Length: > 0 } path
            ? path
            : StateDirectory.DefaultPath(checkout, Environment.IsPrivilegedProcess, home));
        events = new SupervisorEvents(time, () => status?.Changed());
    }

    /// <summary>Where people read what happens.</summary>
    internal TextWriter Output
    {
        get => events.Output;
        set => events.Output = value;
    }

    /// <summary>The processes, once started.</summary>
    internal IReadOnlyList<SupervisedResource> Resources => supervisor?.Resources ?? [];

    internal StateDirectory State => state;

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>Starts everything and returns at once; <see cref="WaitUntilReadyAsync"/> waits.</summary>
    /// <exception cref="MissingPartsException">The machine lacks a part.</exception>
    /// <exception cref="AlreadyRunningException">The state directory is in use.</exception>
    /// <exception cref="DistributedApplicationException">A fixed port is taken, or the model is wrong.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        Output.WriteLine("BmxTiming local runtime. This is not Aspire: plain processes on this machine, no container, no dashboard.");
        if (!OperatingSystem.IsLinux())
        {
            throw new MissingPartsException(["Linux: the local runtime runs nowhere else. Install the Aspire CLI (https://aspire.dev) and start again with Aspire."]);
        }

        var processes = builder.Resources.OfType<ProcessResource>().ToArray();
        var programs = new InstalledPrograms(Path.GetDirectoryName(builder.AppHostDirectory)!, Environment.GetEnvironmentVariable);
        ThrowIfPartsAreMissing(processes, programs);
        stateLock = new StateLock(state);
        var secrets = new SecretStore(state);
        var ports = new PortAllocator();
        foreach (var process in processes)
        {
            process.AssignSecrets(secrets);
            process.Endpoints.ForEach(endpoint => ThrowIfTaken(endpoint));
            process.Endpoints.ForEach(endpoint => endpoint.Allocate(ports));
        }

        supervisor = new Supervisor(processes, new RuntimeContext(state, programs, secrets, time), events);
        status = new StatusFile(state, () => StatusDocument.From(Resources, phase, state.Root, problem), time);
        status.Changed();
        supervisor.Start();
        cancellationToken.ThrowIfCancellationRequested();
        return Task.CompletedTask;
    }

    /// <summary>Runs until SIGINT or SIGTERM, then stops in order. Sets the exit code of the process: 1 failed, 2 missing part, 3 refused.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = OnSignal(PosixSignal.SIGINT, asked);
        using var terminate = OnSignal(PosixSignal.SIGTERM, asked);
        using var hangUp = OnSignal(PosixSignal.SIGHUP, asked);
        try
        {
            await StartAsync(cancellationToken);
            await Task.WhenAny(AnnounceWhenReadyAsync(), asked.Task, Task.Delay(Timeout.Infinite, cancellationToken));
            if (problem.Length == 0)
            {
                await Task.WhenAny(asked.Task, Task.Delay(Timeout.Infinite, cancellationToken));
            }
            else
            {
                Environment.ExitCode = 1;
            }
        }
        catch (Exception exception) when (exception is MissingPartsException or DistributedApplicationException or AlreadyRunningException)
        {
            events.Say(exception.Message);
            Environment.ExitCode = exception is AlreadyRunningException ? 3 : 2;
        }

        await StopAsync(CancellationToken.None);
        await DisposeAsync();
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (supervisor is null || phase == "stopped")
        {
            return;
        }

        events.Say("stopping");
        phase = "stopping";
        status?.Changed();
        await supervisor.StopAsync().WaitAsync(cancellationToken);
        phase = "stopped";
        events.Say("stopped");
    }

    public async ValueTask DisposeAsync()
    {
        if (supervisor is not null)
        {
            await StopAsync();
            await supervisor.DisposeAsync();
        }

        if (status is not null)
        {
            await status.DisposeAsync();
            status = null;
        }

        stateLock?.Dispose();
        stateLock = null;
    }

    /// <summary>Returns when every instance of every resource was healthy once.</summary>
    /// <exception cref="DistributedApplicationException">One can never be; the message says which and where its log is.</exception>
    internal Task WaitUntilReadyAsync(CancellationToken cancellationToken) =>
        (supervisor ?? throw new InvalidOperationException("Not started.")).Ready.WaitAsync(cancellationToken);

    private static PosixSignalRegistration OnSignal(PosixSignal signal, TaskCompletionSource asked) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        asked.TrySetResult();
    });

    private static void ThrowIfPartsAreMissing(IEnumerable<ProcessResource> processes, InstalledPrograms programs)
    {
        var missing = RequiredTools.Where(tool => programs.Find(tool) is null).Select(tool => $"{tool} (package util-linux)")
            .Concat(processes.SelectMany(process => process.MissingParts(programs)))
            .Distinct()
            .ToArray();
        if (missing.Length > 0)
        {
            throw new MissingPartsException(missing);
        }
    }

    private static void ThrowIfTaken(EndpointAnnotation endpoint)
    {
        if (endpoint.FixedPort is { } port && !PortAllocator.IsFree(port))
        {
            throw new DistributedApplicationException($"port {port} for '{endpoint.Owner.Name}' is in use by another program; choose another with ./bmx up --port.");
        }
    }

    private async Task AnnounceWhenReadyAsync()
    {
        try
        {
            await supervisor!.Ready;
        }
        catch (OperationCanceledException)
        {
            return; // Stopped before it was ready.
        }
        catch (DistributedApplicationException exception)
        {
            problem = exception.Message;
            phase = "failed";
            events.Say(exception.Message);
            return;
        }

        phase = "ready";
        status?.Changed();
        foreach (var endpoint in builder.Resources.OfType<ProcessResource>().SelectMany(process => process.Endpoints).Where(endpoint => endpoint.IsExternal))
        {
            events.Say($"ready: {endpoint.Owner.Name} is at {endpoint.Url}");
        }
    }
}
