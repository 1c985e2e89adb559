using BmxTiming.Server.Control;
using BmxTiming.Server.Ingest;
using BmxTiming.Server.LiveGateway;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Projections;
using BmxTiming.Server.RaceEngine;
using BmxTiming.Server.Web;

namespace BmxTiming.Server.Hosting;

/// <summary>The six roles, listed by hand, and the choice among them.</summary>
internal static class ModuleCatalog
{
    public static IReadOnlyList<IServerModule> Known { get; } =
    [
        new IngestModule(),
        new RaceEngineModule(),
        new ProjectionsModule(),
        new ControlModule(),
        new LiveGatewayModule(),
        new WebModule(),
    ];

    /// <summary>Reads a comma-separated list of roles; an unknown name is an error that lists the known ones.</summary>
    public static Result<IReadOnlyList<IServerModule>> Select(string? roles)
    {
        var names = (roles ?? Roles.All).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0 || names.Contains(Roles.All, StringComparer.Ordinal))
        {
            names = [.. Known.Select(module => module.Role)];
        }

        var unknown = names.Where(name => Known.All(module => module.Role != name)).ToArray();
        return unknown.Length == 0
            ? Result.Ok<IReadOnlyList<IServerModule>>([.. Known.Where(module => names.Contains(module.Role, StringComparer.Ordinal))])
            : Result.Fail<IReadOnlyList<IServerModule>>(
                "unknown_role",
                $"Unknown role {string.Join(", ", unknown)}. Known roles: {string.Join(", ", Known.Select(m => m.Role))}, {Roles.All}.");
    }
}
