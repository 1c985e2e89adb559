using BmxTiming.Server.Hosting;
using BmxTiming.Server.LiveGateway.Feeds;
using BmxTiming.Server.LiveGateway.Http;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Http;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.LiveGateway;

/// <summary>Role <c>ws-gateway</c>: race events and decoder messages to boards. Reads the broker and nothing else.</summary>
internal sealed class LiveGatewayModule : IServerModule
{
    public string Role => Roles.WsGateway;

    public ModuleNeeds Needs => ModuleNeeds.Messaging;

    public void AddServices(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<LiveGatewayOptions>()
            .BindConfiguration(LiveGatewayOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<LiveMetrics>();
        services.AddSingleton<FeedDirectory>();
        services.AddSingleton<LiveAccess>();
        services.AddSingleton<LiveSubscriptions>();
        services.AddSingleton<LivePlaces>();
        services.AddSingleton<IStartupFilter, SubprotocolToken>();
        services.AddSingleton<LiveEndpoint>();
        services.AddSingleton<LiveHttpEndpoints>();
        services.AddHostedService<LiveReadiness>();
        services.LimitSendBuffers(provider => provider.GetRequiredService<IOptions<LiveGatewayOptions>>().Value.SocketSendBufferBytes);
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(LiveEndpoint.Path, (HttpContext context, LiveEndpoint live) => live.HandleAsync(context))
            .RequireAuthorization(Policies.Public)
            .ExcludeFromDescription();
        LiveHttpEndpoints.Map(endpoints);
    }
}
