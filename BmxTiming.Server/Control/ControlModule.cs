using BmxTiming.Server.Control.DeadLetterDesk;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Import;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.RaceControl;
using BmxTiming.Server.Control.Results;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Control.Tracks;
using BmxTiming.Server.Control.Transponders;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Auth;
using Microsoft.AspNetCore.Routing;

namespace BmxTiming.Server.Control;

/// <summary>Tracks, riders, meetings, motos and race control, for people and programs.</summary>
internal sealed class ControlModule : IServerModule
{
    public string Role => Roles.Control;

    public ModuleNeeds Needs => ModuleNeeds.Messaging | ModuleNeeds.Storage;

    public void AddServices(IHostApplicationBuilder builder)
    {
        builder.Services.AddMediator()
            .AddChange<PutTrack, Track, PutTrackHandler, PutTrackValidator>()
            .AddRiders()
            .AddTransponders()
            .AddEntriesImport()
            .AddChange<PutMeeting, Meeting, PutMeetingHandler, PutMeetingValidator>()
            .AddChange<PutMoto, Moto, PutMotoHandler, PutMotoValidator>()
            .AddChange<SubmitIntent, OutboxIntent, SubmitIntentHandler, SubmitIntentValidator>()
            .AddChange<PutEntry, Entry, PutEntryHandler, PutEntryValidator>()
            .AddChange<ChangePlan, MeetingPlan, ChangePlanHandler, ChangePlanValidator>()
            .AddChange<DrawClass, ClassPlan, DrawClassHandler, DrawClassValidator>()
            .AddChange<OrderRaces, RaceProgramme, OrderRacesHandler, OrderRacesValidator>()
            .AddChange<PutMotoResult, Correction, PutMotoResultHandler, PutMotoResultValidator>()
            .AddChange<ChangeClass, ClassPlan, ChangeClassHandler, ChangeClassValidator>()
            .AddDeadLetterDesk();
        builder.Services.AddScoped<MeetingLoader>();
        builder.Services.AddHostedService<RoundFiller>();
        builder.Services.AddScoped<IntentDetails>();
        builder.Services.AddScoped<RaceControlServices>();
        builder.Services.AddSingleton<IntentOutcomes>();
        builder.Services.AddSingleton<IntentOutbox>();
        builder.Services.AddHostedService<OutboxDispatcher>();
        builder.Services.AddOpenApi("v1", OpenApiSchemas.Configure);

        // Also in Development a body that cannot be read is a 400 with a code, not an exception page.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(Policies.Public);
        var api = endpoints.MapGroup("/api")
            .AddEndpointFilter(ApiFilters.CheckIdentifiersAsync)
            .AddEndpointFilter(ApiFilters.MapFailuresAsync)
            .WithTags("control");
        api.MapTracks();
        api.MapTrackInsights();
        api.MapRiders();
        api.MapTransponders();
        api.MapEntriesImport();
        api.MapMeetings();
        api.MapMotos();
        api.MapRaceDay();
        api.MapRaceControl();
        api.MapDeadLetters();
    }
}
