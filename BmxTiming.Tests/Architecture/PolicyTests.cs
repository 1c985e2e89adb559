using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Auth;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BmxTiming.Tests.Architecture;

public sealed class PolicyTests
{
    private static readonly string[] s_operational = ["/alive", "/metrics"];

    [Fact]
    public async Task Every_endpoint_names_a_policy()
    {
        await using var app = ServerHost.Build(
            ["--environment", "Development"],
            ModuleCatalog.Select("all").Value!,
            builder => builder.Configuration.AddInMemoryCollection(
            [
                new("ConnectionStrings:nats", "nats://127.0.0.1:1"),
                new("ConnectionStrings:timing", "Host=127.0.0.1;Port=1"),
            ]));

        var endpoints = Endpoints(app);
        Assert.Contains("/api/ingest/batch", endpoints.Select(endpoint => endpoint.RoutePattern.RawText));
        Assert.Empty(WithoutPolicy(endpoints));
    }

    [Fact]
    public async Task A_planted_endpoint_without_a_policy_is_found()
    {
        var builder = WebApplication.CreateSlimBuilder();
        await using var app = builder.Build();
        app.MapGet("/planted", () => Results.Ok());
        Assert.Equal(["/planted"], WithoutPolicy(Endpoints(app)));
    }

    private static List<RouteEndpoint> Endpoints(WebApplication app) =>
        [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    private static IEnumerable<string?> WithoutPolicy(IEnumerable<RouteEndpoint> endpoints) =>
        endpoints
            .Where(endpoint => !s_operational.Contains(endpoint.RoutePattern.RawText, StringComparer.Ordinal))
            .Where(endpoint => !endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => Policies.All.Contains(data.Policy)))
            .Select(endpoint => endpoint.RoutePattern.RawText);
}
