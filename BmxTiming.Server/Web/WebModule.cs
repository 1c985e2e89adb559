using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Configuration;

namespace BmxTiming.Server.Web;

/// <summary>Role <c>web</c>: the pages, and one address in front of the other roles.</summary>
internal sealed class WebModule : IServerModule
{
    public string Role => Roles.Web;

    public ModuleNeeds Needs => ModuleNeeds.None;

    public void AddServices(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<WebOptions>().BindConfiguration(WebOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddResponseCompression(StaticSite.ConfigureCompression);
        services.AddSingleton<IStartupFilter>(provider => new StaticSite(Root(provider)));
        services.LimitSendBuffers(provider => provider.GetRequiredService<IOptions<WebOptions>>().Value.SocketSendBufferBytes);
        services.AddReverseProxy();
        services.AddSingleton<IProxyConfigProvider>(provider =>
        {
            var (routes, clusters) = ProxyRoutes.From(
                provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IOptions<WebOptions>>().Value);
            return new InMemoryConfigProvider(routes, clusters);
        });
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        var provider = endpoints.ServiceProvider;
        var root = Root(provider);
        if (root is null)
        {
            Log.SiteMissing(provider.GetRequiredService<ILogger<WebModule>>());
        }

        endpoints.MapReverseProxy(proxy =>
        {
            proxy.Use((context, next) =>
            {
                // A board may read slower than the web server's floor; the live gateway decides when it is too slow.
                if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
                {
                    rate.MinDataRate = null;
                }

                return next(context);
            });
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
        SitePages.Map(endpoints, root);
        provider.GetRequiredService<Readiness>().Ready(Role);
    }

    private static string? Root(IServiceProvider provider) => WebRoot.Find(
        provider.GetRequiredService<IOptions<WebOptions>>().Value, provider.GetRequiredService<IHostEnvironment>());
}
