using BmxTiming.Server.Control.Archives;
using BmxTiming.Server.Hosting.Archives;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Http;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.ServiceDefaults;

namespace BmxTiming.Server.Hosting;

/// <summary>Puts the chosen modules into one web application.</summary>
internal static class ServerHost
{
    public static WebApplication Build(string[] args, IReadOnlyList<IServerModule> modules, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        configure?.Invoke(builder);
        builder.AddServiceDefaults();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        var readiness = new Readiness();
        builder.Services.AddSingleton(readiness);
        builder.AddAuth();
        builder.AddHttp();

        if (builder.Environment.IsDevelopment() && modules.Count == ModuleCatalog.Known.Count)
        {
            // One process with every role is a laptop: nobody runs `provision` before it. Configuration may still say no.
            builder.Services.Configure<StreamOptions>(streams => streams.ProvisionInline = true);
        }

        var needs = modules.Aggregate(ModuleNeeds.None, (all, module) => all | module.Needs);
        if (needs.HasFlag(ModuleNeeds.Messaging))
        {
            builder.AddMessaging();
        }

        if (needs.HasFlag(ModuleNeeds.Storage))
        {
            builder.AddStorage(StoredDocuments.All());
            builder.AddStorageReadiness();
        }

        if (modules.Any(static module => module.Role == Roles.Control))
        {
            builder.Services.AddSingleton<IMeetingArchiver, MeetingArchiver>();
        }

        foreach (var module in modules)
        {
            readiness.NotReady(module.Role, "starting");
            module.AddServices(builder);
        }

        var app = builder.Build();
        app.UseHttp();
        app.UseAuth();
        app.MapServiceDefaults();
        app.MapStatus(modules);
        foreach (var module in modules)
        {
            module.MapEndpoints(app);
        }

        return app;
    }
}
