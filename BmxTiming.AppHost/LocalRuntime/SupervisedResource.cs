namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>All instances of one resource, from waiting for its dependencies to the stop.</summary>
internal sealed class SupervisedResource : IAsyncDisposable
{
    private readonly RuntimeContext context;
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Forwarder> forwarders = [];
    private Task starting = Task.CompletedTask;

    public SupervisedResource(ProcessResource resource, RuntimeContext context, SupervisorEvents events)
    {
        this.context = context;
        Resource = resource;
        Instances = [.. Enumerable.Range(0, resource.Replicas).Select(index => new SupervisedInstance(resource, index, context, events))];
    }

    public ProcessResource Resource { get; }

    public IReadOnlyList<SupervisedInstance> Instances { get; }

    /// <summary>Every instance was healthy once, or, for one that is meant to end, every instance ended well.</summary>
    public Task Ready => ready.Task;

    public void OpenForwarders()
    {
        foreach (var endpoint in Resource.Endpoints.Where(endpoint => endpoint.NeedsForwarder))
        {
            var ports = Enumerable.Range(0, Resource.Replicas).Select(endpoint.InstancePort).ToArray();
            forwarders.Add(new Forwarder(endpoint.AllocatedPort, ports, index => Instances[index].State == InstanceState.Healthy));
        }
    }

    /// <param name="find">Finds the supervised form of a dependency.</param>
    public void Start(Func<ProcessResource, SupervisedResource> find) => starting = Task.Run(() => StartAsync(find));

    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await starting;
        await Task.WhenAll(Instances.Select(instance => instance.StopAsync()));
        foreach (var forwarder in forwarders)
        {
            await forwarder.DisposeAsync();
        }

        forwarders.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var instance in Instances)
        {
            await instance.DisposeAsync();
        }

        stopping.Dispose();
    }

    private async Task StartAsync(Func<ProcessResource, SupervisedResource> find)
    {
        try
        {
            foreach (var dependency in Resource.Dependencies)
            {
                await find(dependency.Resource).Ready.WaitAsync(stopping.Token);
            }

            await Resource.PrepareAsync(context, stopping.Token);
            foreach (var instance in Instances)
            {
                instance.Start();
            }

            if (Resource.CompletesWith is { } expected)
            {
                foreach (var instance in Instances)
                {
                    var code = await instance.Finished.WaitAsync(stopping.Token);
                    if (code != expected)
                    {
                        throw new DistributedApplicationException($"{instance.Name} ended with {code} instead of {expected}; see {instance.LogPath}");
                    }
                }
            }
            else
            {
                await Task.WhenAll(Instances.Select(instance => instance.HealthyOnce)).WaitAsync(stopping.Token);
            }

            await Resource.CompleteStartAsync(context, stopping.Token);
            ready.TrySetResult();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            ready.TrySetCanceled(stopping.Token);
        }
        catch (Exception exception) when (exception is DistributedApplicationException or IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            ready.TrySetException(exception as DistributedApplicationException ?? new DistributedApplicationException($"{Resource.Name}: {exception.Message}", exception));
        }
    }
}
