using BmxTiming.Server.Hosting;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Server.RaceEngine.Shell.Ownership;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.RaceEngine;

/// <summary>Role <c>race-engine</c>: raw log in, race events and snapshots out. Needs the broker and nothing else.</summary>
internal sealed class RaceEngineModule : IServerModule
{
    public string Role => Roles.RaceEngine;

    public ModuleNeeds Needs => ModuleNeeds.Messaging;

    public void AddServices(IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<RaceEngineOptions>()
            .BindConfiguration(RaceEngineOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<EngineMetrics>();
        builder.Services.AddSingleton<EngineTracks>();
        builder.Services.AddSingleton<LeaseStore>();
        builder.Services.AddSingleton(static services => ActivatorUtilities.CreateInstance<TrackOwnership>(
            services, services.GetRequiredService<IOptions<RaceEngineOptions>>().Value));
        builder.Services.AddHostedService<RaceEngineService>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
    }
}
