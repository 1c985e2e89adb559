namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>One part of the application: a store, a program, a parameter.</summary>
internal interface IResource
{
    string Name { get; }
}

/// <summary>A resource that is started with environment variables.</summary>
internal interface IResourceWithEnvironment : IResource;

/// <summary>A resource that is started with arguments.</summary>
internal interface IResourceWithArgs : IResource;

/// <summary>A resource that listens on ports.</summary>
internal interface IResourceWithEndpoints : IResource;

/// <summary>A resource that others find by its name.</summary>
internal interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

/// <summary>A resource whose start can wait for others.</summary>
internal interface IResourceWithWaitSupport : IResource;

/// <summary>A resource that others reach by a connection string of its name.</summary>
internal interface IResourceWithConnectionString : IResource
{
    ReferenceExpression ConnectionStringExpression { get; }
}

/// <summary>A .NET program; only these may have replicas.</summary>
internal interface IDotnetProgramResource : IResourceWithServiceDiscovery;
