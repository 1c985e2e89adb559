using Microsoft.Extensions.Configuration;

namespace BmxTiming.AppHost.LocalRuntime;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly List<IResource> resources = [];

    public DistributedApplicationBuilder(string[] args)
    {
        Configuration.AddEnvironmentVariables();
        Configuration.AddCommandLine(args);
    }

    public string AppHostDirectory => LaunchableProjects.AppHostDirectory;

    public ConfigurationManager Configuration { get; } = new();

    public DistributedApplicationExecutionContext ExecutionContext { get; } = new();

    internal IReadOnlyList<IResource> Resources => resources;

    /// <exception cref="DistributedApplicationException">The name is taken.</exception>
    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (resources.Exists(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new DistributedApplicationException($"There are two resources named '{resource.Name}'.");
        }

        resources.Add(resource);
        return new ResourceBuilder<T>(resource, this);
    }

    public DistributedApplication Build() => new(this);
}
