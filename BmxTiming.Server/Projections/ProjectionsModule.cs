using BmxTiming.Server.Hosting;

namespace BmxTiming.Server.Projections;

/// <summary>Keeps the read models level with the race events.</summary>
internal sealed class ProjectionsModule : IServerModule
{
    public string Role => Roles.Projections;

    public ModuleNeeds Needs => ModuleNeeds.Messaging | ModuleNeeds.Storage;

    public void AddServices(IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProjectionMetrics>();
        builder.Services.AddOptions<ProjectionOptions>()
            .BindConfiguration(ProjectionOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<ProjectionWorker>();
        builder.Services.AddSingleton<Rebuild>();
        builder.Services.AddSingleton<RebuildRequests>();
        builder.Services.AddHostedService<ProjectionHost>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        // It serves nobody: its readers read the documents.
    }
}
