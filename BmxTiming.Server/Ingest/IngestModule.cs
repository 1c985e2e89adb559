using BmxTiming.Server.Hosting;

namespace BmxTiming.Server.Ingest;

/// <summary>The way onto the raw log for track gateways. Needs the broker only.</summary>
internal sealed class IngestModule : IServerModule
{
    public string Role => Roles.Ingest;

    public ModuleNeeds Needs => ModuleNeeds.Messaging;

    public void AddServices(IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<IngestOptions>()
            .BindConfiguration(IngestOptions.Section)
            .Validate(static options => options is { MaxWaitingBatches: > 0, MaxLanes: > 0, CheckpointEveryAppends: > 0, BatchesPerSecond: > 0, BurstBatches: > 0 }
                && options.AppendTimeout > TimeSpan.Zero && options.TailTimeout > TimeSpan.Zero
                && options.RequestTimeout > TimeSpan.Zero && options.CheckpointEvery > TimeSpan.Zero,
                "Every bound in Ingest must be positive.")
            .ValidateOnStart();
        builder.Services.AddSingleton<IngestMetrics>();
        builder.Services.AddSingleton<SenderRates>();
        builder.Services.AddSingleton<DevelopmentSender>();
        builder.Services.AddSingleton<LaneLog>();
        builder.Services.AddSingleton<LaneDirectory>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<LaneDirectory>());
        builder.Services.AddHostedService<IngestReadiness>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        BatchEndpoint.Map(endpoints);
        if (endpoints.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            DevelopmentEndpoints.Map(endpoints);
        }
    }
}
