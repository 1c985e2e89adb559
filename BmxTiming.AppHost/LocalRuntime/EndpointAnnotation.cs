using System.Globalization;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>One port a resource listens on. Ports are assigned when the application starts.</summary>
internal sealed class EndpointAnnotation(ProcessResource owner, string name, string scheme, int? port, int? targetPort, string? portVariable)
{
    private int[]? instancePorts;
    private int? allocatedPort;

    public ProcessResource Owner { get; } = owner;

    public string Name { get; } = name;

    public string Scheme { get; } = scheme;

    /// <summary>The port the model fixes, where others reach the resource.</summary>
    public int? Port { get; set; } = port;

    /// <summary>The port the process itself listens on, when the model fixes it.</summary>
    public int? TargetPort { get; set; } = targetPort;

    /// <summary>The environment variable that tells the process its own port.</summary>
    public string? PortVariable { get; } = portVariable;

    /// <summary>The one port this endpoint must get, if the model says so.</summary>
    internal int? FixedPort => Port ?? OwnTargetPort;

    public bool IsExternal { get; set; }

    /// <summary>Where others reach the resource: the instance itself, or the forwarder in front of its replicas.</summary>
    internal int AllocatedPort => allocatedPort ?? throw NotAllocated();

    public string HostAndPort => $"{PortAllocator.Host}:{AllocatedPort.ToString(CultureInfo.InvariantCulture)}";

    public string Url => $"{Scheme}://{HostAndPort}";

    public bool NeedsForwarder => Owner.Replicas > 1;

    public int InstancePort(int instance) => instancePorts is { } ports ? ports[instance] : throw NotAllocated();

    public string InstanceUrl(int instance) =>
        $"{Scheme}://{PortAllocator.Host}:{InstancePort(instance).ToString(CultureInfo.InvariantCulture)}";

    /// <exception cref="DistributedApplicationException">The ports the model fixes contradict each other.</exception>
    public void Allocate(PortAllocator ports)
    {
        if (NeedsForwarder && OwnTargetPort is not null)
        {
            throw new DistributedApplicationException($"Endpoint '{Name}' of '{Owner.Name}' fixes its target port, so its {Owner.Replicas} replicas would collide.");
        }

        if (NeedsForwarder)
        {
            allocatedPort = Port ?? ports.Next();
            instancePorts = [.. Enumerable.Range(0, Owner.Replicas).Select(_ => ports.Next())];
        }
        else
        {
            if (OwnTargetPort is not null && Port is not null && OwnTargetPort != Port)
            {
                throw new DistributedApplicationException($"Endpoint '{Name}' of '{Owner.Name}' fixes two different ports, and nothing here forwards one to the other.");
            }

            allocatedPort = FixedPort ?? ports.Next();
            instancePorts = [allocatedPort.Value];
        }
    }

    private int? OwnTargetPort => Owner.IsContainerInAspire ? null : TargetPort;

    private InvalidOperationException NotAllocated() =>
        new($"Endpoint '{Name}' of '{Owner.Name}' has no port before the application starts.");
}
