using System.Globalization;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Auth;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Transforms;

namespace BmxTiming.Server.Web;

/// <summary>
/// Which paths go to which role. A role without an address runs in this process, or nowhere: then no route is made
/// for it, and its own endpoints answer or nothing does.
/// </summary>
internal static class ProxyRoutes
{
    private static readonly string[] s_targets = [Roles.Ingest, Roles.WsGateway, Roles.Control];

    public static (IReadOnlyList<RouteConfig> Routes, IReadOnlyList<ClusterConfig> Clusters) From(
        IConfiguration configuration, WebOptions options)
    {
        var clusters = s_targets
            .Select(role => Cluster(role, Addresses(configuration, role)))
            .Where(cluster => cluster.Destinations is { Count: > 0 })
            .ToArray();
        var served = clusters.Select(cluster => cluster.ClusterId).ToHashSet(StringComparer.Ordinal);
        RouteConfig[] routes =
        [
            Route("ingest", Roles.Ingest, "/api/ingest/{**rest}", options.MaxIngestBytes),
            Route("dev-ingest", Roles.Ingest, "/api/dev/ingest/{**rest}", options.MaxCaptureBytes),
            Route("socket", Roles.WsGateway, "/ws/{**rest}", maxBytes: 0),
            Route("live", Roles.WsGateway, "/api/tracks/{track_id}/live/{**rest}", maxBytes: 0),
            Route("api", Roles.Control, "/api/{**rest}", options.MaxControlBytes),
            Route("openapi", Roles.Control, "/openapi/{**rest}", maxBytes: 0),
        ];
        return ([.. routes.Where(route => served.Contains(route.ClusterId!))], clusters);
    }

    /// <summary>The addresses of a role, under the names that service discovery uses.</summary>
    private static IEnumerable<string> Addresses(IConfiguration configuration, string role) =>
        configuration.GetSection($"services:{role}:http").GetChildren()
            .OrderBy(child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : int.MaxValue)
            .Select(child => child.Value)
            .OfType<string>()
            .Where(address => address.Length > 0);

    private static ClusterConfig Cluster(string role, IEnumerable<string> addresses) => new()
    {
        ClusterId = role,
        LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
        Destinations = addresses
            .Select((address, index) => (Name: string.Create(CultureInfo.InvariantCulture, $"{role}-{index}"), address))
            .ToDictionary(pair => pair.Name, pair => new DestinationConfig { Address = pair.address }, StringComparer.Ordinal),
        HealthCheck = new HealthCheckConfig
        {
            // With no healthy target all are tried: a wrong verdict must not take the site down.
            AvailableDestinationsPolicy = "HealthyOrPanic",
            Passive = new PassiveHealthCheckConfig
            {
                Enabled = true,
                Policy = "TransportFailureRate",
                ReactivationPeriod = TimeSpan.FromSeconds(2),
            },
        },
    };

    /// <summary>The original host goes along: the live gateway compares a page's origin with it.</summary>
    private static RouteConfig Route(string id, string role, string path, long maxBytes) => new RouteConfig
    {
        RouteId = id,
        ClusterId = role,
        AuthorizationPolicy = Policies.Public,
        MaxRequestBodySize = maxBytes,
        Match = new RouteMatch { Path = path },
    }.WithTransformUseOriginalHostHeader();
}
