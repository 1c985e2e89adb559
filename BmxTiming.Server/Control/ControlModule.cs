using BmxTiming.Server.Control.Archives;
using BmxTiming.Server.Control.DeadLetterDesk;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Import;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.OpenApi;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.RaceControl;
using BmxTiming.Server.Control.RaceControl.Flags;
using BmxTiming.Server.Control.RaceControl.Holding;
using BmxTiming.Server.Control.RaceControl.Schedules;
using BmxTiming.Server.Control.Results;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Control.Tracks;
using BmxTiming.Server.Control.Transponders;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Http;
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
            .AddChange<PutEntry, Entry, PutEntryHandler, PutEntryValidator>()
            .AddChange<ChangePlan, MeetingPlan, ChangePlanHandler, ChangePlanValidator>()
            .AddChange<DrawClass, ClassPlan, DrawClassHandler, DrawClassValidator>()
            .AddChange<OrderRaces, RaceProgramme, OrderRacesHandler, OrderRacesValidator>()
            .AddChange<PutMotoResult, Correction, PutMotoResultHandler, PutMotoResultValidator>()
            .AddChange<ChangeClass, ClassPlan, ChangeClassHandler, ChangeClassValidator>()
            .AddDeadLetterDesk()
            .AddArchives();
        builder.Services.AddScoped<MeetingLoader>();
        builder.Services.AddHostedService<RoundFiller>();
        AddRaceControl(builder.Services);
        builder.Services.AddOpenApi("v1", ApiDescription.Configure);

        // Also in Development a body that cannot be read is a 400 with a code, not an exception page.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(Policies.Public);
        var api = endpoints.MapGroup("/api")
            .AddEndpointFilter(ApiFilters.CheckIdentifiersAsync)
            .AddEndpointFilter(ApiFilters.MapFailuresAsync);
        var tracks = Chapter(ApiTags.Tracks);
        tracks.MapTracks();
        tracks.MapTrackInsights();
        Chapter(ApiTags.Riders).MapRiders();
        Chapter(ApiTags.Transponders).MapTransponders();
        var meetings = Chapter(ApiTags.Meetings);
        meetings.MapMeetings();
        meetings.MapMotos();
        meetings.MapEntriesImport();
        meetings.MapGroup("").Refuses(RaceDaySummaries.Refusals).MapRaceDay();
        meetings.MapArchives();
        var control = Chapter(ApiTags.RaceControl);
        control.MapRaceControl();
        control.MapHolding();
        control.MapFlags();
        control.MapSchedules();
        Chapter(ApiTags.DeadLetters).MapDeadLetters();

        RouteGroupBuilder Chapter(string tag) => api.MapGroup("").WithTags(tag);
    }

    private static void AddRaceControl(IServiceCollection services)
    {
        services
            .AddChange<SubmitIntent, OutboxIntent, SubmitIntentHandler, SubmitIntentValidator>()
            .AddChange<ChangeHold, TrackHold, ChangeHoldHandler, ChangeHoldValidator>()
            .AddChange<SetFlag, TrackFlag, SetFlagHandler, SetFlagValidator>()
            .AddChange<PutSchedule, MeetingSchedule, PutScheduleHandler, PutScheduleValidator>();
        services.AddOptions<RaceControlOptions>().BindConfiguration(RaceControlOptions.Section)
            .Validate(options => options.HoldFor > TimeSpan.Zero, $"{RaceControlOptions.Section}:HoldFor must be above zero.").ValidateOnStart();
        services.AddScoped<IntentDetails>().AddScoped<TrackDesk>().AddScoped<RaceControlServices>();
        services.AddSingleton<IntentOutcomes>().AddSingleton<IntentOutbox>();
        services.AddHostedService<OutboxDispatcher>();
    }
}
