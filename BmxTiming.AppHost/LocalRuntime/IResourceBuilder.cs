namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>The fluent handle of one resource, as Aspire's.</summary>
internal interface IResourceBuilder<out T>
    where T : IResource
{
    T Resource { get; }

    IDistributedApplicationBuilder ApplicationBuilder { get; }
}

internal sealed record ResourceBuilder<T>(T Resource, IDistributedApplicationBuilder ApplicationBuilder) : IResourceBuilder<T>
    where T : IResource;
