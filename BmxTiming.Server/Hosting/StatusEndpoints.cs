using BmxTiming.Server.Platform.Auth;

namespace BmxTiming.Server.Hosting;

/// <summary>Readiness for machines and for people.</summary>
internal static class StatusEndpoints
{
    public static void MapStatus(this WebApplication app, IReadOnlyList<IServerModule> modules)
    {
        var readiness = app.Services.GetRequiredService<Readiness>();
        app.MapGet("/health", () => TypedResults.Json(
                new HealthAnswer(readiness.IsReady ? "ready" : "not_ready", readiness.Parts),
                statusCode: readiness.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable))
            .RequireAuthorization(Policies.Public)
            .ExcludeFromDescription();
        app.MapGet("/status/modules", () => TypedResults.Json(
                new ModulesAnswer([.. modules.Select(module => module.Role)], readiness.Parts)))
            .RequireAuthorization(Policies.Public)
            .ExcludeFromDescription();
    }

    internal sealed record HealthAnswer(string Status, IReadOnlyList<ModuleState> Modules);

    internal sealed record ModulesAnswer(IReadOnlyList<string> Roles, IReadOnlyList<ModuleState> Modules);
}
