namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>Starts the resources in the order of their dependencies and stops them in the reverse one.</summary>
internal sealed class Supervisor : IAsyncDisposable
{
    private readonly Dictionary<ProcessResource, SupervisedResource> supervised;

    /// <exception cref="DistributedApplicationException">The dependencies form a circle.</exception>
    public Supervisor(IReadOnlyList<ProcessResource> resources, RuntimeContext context, SupervisorEvents events)
    {
        StopWaves = PlanStop(resources);
        supervised = resources.ToDictionary(resource => resource, resource => new SupervisedResource(resource, context, events));
        Resources = [.. resources.Select(resource => supervised[resource])];
    }

    /// <summary>In the order of the model.</summary>
    public IReadOnlyList<SupervisedResource> Resources { get; }

    /// <summary>Who stops together, first wave first: nobody stops before those that depend on it.</summary>
    public IReadOnlyList<IReadOnlyList<ProcessResource>> StopWaves { get; }

    /// <summary>Everything is ready; faults with the first resource that can never be.</summary>
    public Task Ready => WhenAllOrFirstFault(Resources.Select(resource => resource.Ready));

    public void Start()
    {
        foreach (var resource in Resources)
        {
            resource.OpenForwarders();
        }

        foreach (var resource in Resources)
        {
            resource.Start(dependency => supervised[dependency]);
        }
    }

    public async Task StopAsync()
    {
        foreach (var wave in StopWaves)
        {
            await Task.WhenAll(wave.Select(resource => supervised[resource].StopAsync()));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var resource in Resources)
        {
            await resource.DisposeAsync();
        }
    }

    internal static IReadOnlyList<IReadOnlyList<ProcessResource>> PlanStop(IReadOnlyList<ProcessResource> resources)
    {
        var left = resources.ToList();
        var waves = new List<IReadOnlyList<ProcessResource>>();
        while (left.Count > 0)
        {
            var needed = left.SelectMany(resource => resource.Dependencies).Select(dependency => dependency.Resource).ToHashSet();
            var wave = left.Where(resource => !needed.Contains(resource)).ToArray();
            if (wave.Length == 0)
            {
                throw new DistributedApplicationException($"These wait for each other: {string.Join(", ", left.Select(resource => resource.Name))}.");
            }

            waves.Add(wave);
            left.RemoveAll(wave.Contains);
        }

        return waves;
    }

    private static async Task WhenAllOrFirstFault(IEnumerable<Task> tasks)
    {
        var pending = tasks.ToList();
        while (pending.Count > 0)
        {
            var done = await Task.WhenAny(pending);
            await done;
            pending.Remove(done);
        }
    }
}
