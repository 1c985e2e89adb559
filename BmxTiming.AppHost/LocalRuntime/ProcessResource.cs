namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>A resource that the local runtime starts as one or more processes. Holds what the fluent methods described.</summary>
internal abstract class ProcessResource(string name)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal List<KeyValuePair<string, ReferenceExpression>> EnvironmentVariables { get; } = [];

    internal List<ReferenceExpression> Arguments { get; } = [];

    internal List<EndpointAnnotation> Endpoints { get; } = [];

    internal List<Dependency> Dependencies { get; } = [];

    /// <summary>Files without which the resource cannot do its work, with the words a person needs to know them by.</summary>
    internal List<RequiredFile> RequiredFiles { get; } = [];

    internal int Replicas { get; set; } = 1;

    internal HttpHealthCheck? HealthCheck { get; set; }

    /// <summary>True where Aspire runs a container: its target ports are the container's and mean nothing to a plain process.</summary>
    internal virtual bool IsContainerInAspire => false;

    /// <summary>The exit code somebody waits for; null for a resource that is meant to run until the stop.</summary>
    internal int? CompletesWith { get; set; }

    internal EndpointAnnotation? FindEndpoint(string endpointName) =>
        Endpoints.Find(endpoint => string.Equals(endpoint.Name, endpointName, StringComparison.OrdinalIgnoreCase));

    internal void AddEndpoint(EndpointAnnotation endpoint)
    {
        if (FindEndpoint(endpoint.Name) is not null)
        {
            throw new DistributedApplicationException($"Resource '{Name}' already has an endpoint '{endpoint.Name}'.");
        }

        Endpoints.Add(endpoint);
    }

    /// <summary>Names what the machine lacks to run this resource.</summary>
    internal virtual IEnumerable<string> MissingParts(InstalledPrograms programs) =>
        from file in RequiredFiles where !File.Exists(file.Path) select $"{file.Description} ({file.Path})";

    /// <summary>Before anything starts: passwords that connection strings will carry.</summary>
    internal virtual void AssignSecrets(SecretStore secrets)
    {
    }

    /// <summary>Once per run, before the first start: data directories, configuration files.</summary>
    internal virtual Task PrepareAsync(RuntimeContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Once per run, when every instance was healthy for the first time and before dependents may start.</summary>
    internal virtual Task CompleteStartAsync(RuntimeContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before every start, the one after a crash as well: waits for what the last life left behind.</summary>
    internal virtual Task BeforeLaunchAsync(RuntimeContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    internal abstract LaunchSpec Launch(RuntimeContext context, int instance);

    /// <summary>How to see that one instance is healthy; null means that running is enough, as in Aspire.</summary>
    internal virtual HealthProbe? Probe(RuntimeContext context, int instance) =>
        HealthCheck is { } check ? HealthProbe.Http(check.Endpoint.InstanceUrl(instance) + check.Path, check.StatusCode) : null;

    protected IReadOnlyDictionary<string, string> ResolveEnvironment(int instance)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in EnvironmentVariables)
        {
            values[key] = value.Resolve(this, instance);
        }

        return values;
    }

    protected IReadOnlyList<string> ResolveArguments(int instance) => [.. Arguments.Select(argument => argument.Resolve(this, instance))];
}

/// <param name="Resource">What is waited for.</param>
/// <param name="Completion">True: until it has ended with the expected code. False: until every instance was healthy once.</param>
internal sealed record Dependency(ProcessResource Resource, bool Completion);

internal sealed record RequiredFile(string Path, string Description);

internal sealed record HttpHealthCheck(EndpointAnnotation Endpoint, string Path, int StatusCode);
