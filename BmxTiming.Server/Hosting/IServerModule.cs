namespace BmxTiming.Server.Hosting;

/// <summary>One role of the server. The catalog decides which of them run; no module asks.</summary>
internal interface IServerModule
{
    /// <summary>The spelling in <c>Server:Roles</c>, in the app host and in health answers.</summary>
    string Role { get; }

    ModuleNeeds Needs { get; }

    void AddServices(IHostApplicationBuilder builder);

    void MapEndpoints(IEndpointRouteBuilder endpoints);
}

[Flags]
internal enum ModuleNeeds
{
    None = 0,

    /// <summary>NATS JetStream.</summary>
    Messaging = 1,

    /// <summary>PostgreSQL.</summary>
    Storage = 2,
}
