using System.Globalization;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>Names an endpoint of a resource; it gets its address when the application starts.</summary>
internal sealed class EndpointReference(ProcessResource resource, string endpointName)
{
    public string EndpointName { get; } = endpointName;

    /// <summary>The address others use.</summary>
    /// <exception cref="InvalidOperationException">The application has not started.</exception>
    public string Url => Target.Url;

    /// <exception cref="InvalidOperationException">The application has not started.</exception>
    public int Port => Target.AllocatedPort;

    internal ProcessResource Owner { get; } = resource;

    internal EndpointAnnotation Target => Owner.FindEndpoint(EndpointName)
        ?? throw new DistributedApplicationException($"Resource '{Owner.Name}' has no endpoint '{EndpointName}'.");

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);
}

/// <summary>A part of an endpoint's address.</summary>
internal enum EndpointProperty
{
    Url,
    Host,
    IPV4Host,
    Port,
    Scheme,

    /// <summary>The port the process itself listens on; differs from <see cref="Port"/> where replicas share an address.</summary>
    TargetPort,
    HostAndPort,
}

/// <summary>One part of an endpoint's address inside an argument or environment variable.</summary>
internal sealed class EndpointReferenceExpression(EndpointReference endpoint, EndpointProperty property)
{
    public EndpointReference Endpoint { get; } = endpoint;

    public EndpointProperty Property { get; } = property;

    internal string Resolve(ProcessResource owner, int instance)
    {
        var target = Endpoint.Target;
        if (Property == EndpointProperty.TargetPort && target.Owner != owner && target.Owner.Replicas > 1)
        {
            throw new DistributedApplicationException($"'{owner.Name}' asks for the target port of '{target.Owner.Name}', which has {target.Owner.Replicas} of them.");
        }

        return Property switch
        {
            EndpointProperty.Url => target.Url,
            EndpointProperty.Host or EndpointProperty.IPV4Host => PortAllocator.Host,
            EndpointProperty.Port => target.AllocatedPort.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.Scheme => target.Scheme,
            EndpointProperty.TargetPort => target.InstancePort(target.Owner == owner ? instance : 0).ToString(CultureInfo.InvariantCulture),
            EndpointProperty.HostAndPort => target.HostAndPort,
            _ => throw new InvalidOperationException($"Unknown endpoint property {Property}."),
        };
    }
}
