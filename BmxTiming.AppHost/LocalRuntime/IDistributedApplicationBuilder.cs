using Microsoft.Extensions.Configuration;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>Collects the resources of an application, as Aspire's.</summary>
internal interface IDistributedApplicationBuilder
{
    string AppHostDirectory { get; }

    ConfigurationManager Configuration { get; }

    DistributedApplicationExecutionContext ExecutionContext { get; }

    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    DistributedApplication Build();
}

/// <summary>What the app model is built for. The local runtime only runs; it publishes nothing.</summary>
internal sealed class DistributedApplicationExecutionContext
{
#pragma warning disable CA1822 // Instance members, because Aspire's are.
    public bool IsRunMode => true;

    public bool IsPublishMode => false;
#pragma warning restore CA1822
}
