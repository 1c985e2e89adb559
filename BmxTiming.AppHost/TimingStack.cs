using System.Globalization;

namespace BmxTiming.AppHost;

/// <summary>
/// The whole system on one machine, read top to bottom. Ordinary Aspire code; without Aspire the same text compiles against
/// the stand-in in LocalRuntime/, which starts plain processes.
/// </summary>
internal static partial class TimingStack
{
    private const string Server = "../BmxTiming.Server/BmxTiming.Server.csproj";
    private const string TrackClient = "../BmxTiming.TrackClient/BmxTiming.TrackClient.csproj";

    /// <summary>Adds stores, server roles and tracks as the options under <c>Stack:</c> ask.</summary>
    /// <exception cref="StackUsageException">An option has a value it cannot have.</exception>
    public static IDistributedApplicationBuilder AddTimingStack(this IDistributedApplicationBuilder builder)
    {
        var options = StackOptions.From(builder.Configuration, Path.GetDirectoryName(builder.AppHostDirectory.TrimEnd('/', '\\'))!);
        var tokens = new DevelopmentTokens(options.State, TimeProvider.System);

        var nats = builder.AddNats("nats").WithJetStream().WithDataVolume()
            .WithHttpEndpoint(targetPort: 8222, name: "monitoring");
        var postgres = builder.AddPostgres("postgres").WithDataVolume();
        var stores = new Stores(nats, postgres, postgres.AddDatabase("timing"));
        CompleteStores(nats, postgres);
        if (options.Topology == StackTopology.Stores)
        {
            return builder;
        }

        var front = options.Topology switch
        {
            StackTopology.Single => AddSingleServer(builder, stores, tokens, options),
            StackTopology.Development => AddWatchedServer(builder, stores, tokens, options),
            _ => AddRoles(builder, stores, tokens, options),
        };

        var seed = 1;
        foreach (var track in options.TrackIds)
        {
            AddTrack(builder, track, seed++, front, tokens, options);
        }

        return builder;
    }

    /// <summary>Each role its own process, two gateways: the shape of production.</summary>
    private static Front AddRoles(IDistributedApplicationBuilder builder, Stores stores, DevelopmentTokens tokens, StackOptions options)
    {
        var provision = builder.AddDotnetProject("provision", Server)
            .WithArgs("provision")
            .AsDevelopment()
            .WithStreams(stores)
            .WithDatabase(stores);

        var ingest = AddRole(builder, "ingest", stores, provision)
            .WithEnvironment("Auth__GatewayKeys__0", tokens.PublicKeyFile);
        AddRole(builder, "race-engine", stores, provision);
        AddRole(builder, "projections", stores, provision).WithDatabase(stores);
        var gateway = AddRole(builder, "ws-gateway", stores, provision).WithReplicas(2);
        var control = AddRole(builder, "control", stores, provision).WithDatabase(stores).WithArchives(options);

        var web = builder.AddDotnetProject("web", Server)
            .WithEnvironment("Server__Roles", "web")
            .AsDevelopment()
            .WithHttpEndpoint(port: options.Port)
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health")
            .WithReference(ingest).WithReference(control).WithReference(gateway)
            .WaitFor(ingest).WaitFor(control).WaitFor(gateway);
        CompleteFront(web);

        return new Front(web.GetEndpoint("http"), ingest.GetEndpoint("http"), web);
    }

    /// <summary>All roles in one process, which also provisions: the club laptop.</summary>
    private static Front AddSingleServer(IDistributedApplicationBuilder builder, Stores stores, DevelopmentTokens tokens, StackOptions options)
    {
        var server = builder.AddDotnetProject("server", Server)
            .WithEnvironment("Server__Roles", "all")
            .WithEnvironment("Auth__GatewayKeys__0", tokens.PublicKeyFile)
            .AsDevelopment()
            .WithStreams(stores)
            .WithDatabase(stores)
            .WithArchives(options)
            .WithHttpEndpoint(port: options.Port)
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health");
        CompleteFront(server);

        return new Front(server.GetEndpoint("http"), server.GetEndpoint("http"), server);
    }

    /// <summary>All roles under `dotnet watch`, and Vite's server with its hot reload on the port people open.</summary>
    private static Front AddWatchedServer(IDistributedApplicationBuilder builder, Stores stores, DevelopmentTokens tokens, StackOptions options)
    {
        var server = builder.AddExecutable("server", "dotnet", "../BmxTiming.Server", "watch", "--non-interactive", "run", "--no-launch-profile")
            .WithHttpEndpoint();
        var endpoint = server.GetEndpoint("http");
        server.WithEnvironment("Server__Roles", "all")
            .WithEnvironment("Auth__GatewayKeys__0", tokens.PublicKeyFile)
            .WithEnvironment("ASPNETCORE_URLS", $"http://127.0.0.1:{endpoint.Property(EndpointProperty.TargetPort)}")
            .AsDevelopment()
            .WithStreams(stores)
            .WithDatabase(stores)
            .WithArchives(options)
            .WithHttpHealthCheck("/health");

        var frontend = builder.AddViteApp("frontend", "../frontend")
            .WithEndpoint("http", http => http.Port = options.Port)
            .WithExternalHttpEndpoints()
            .WithEnvironment("BMXTIMING_SERVER", endpoint)
            .WaitFor(server);

        return new Front(endpoint, endpoint, server);
    }

    private static IResourceBuilder<DotnetProjectResource> AddRole(
        IDistributedApplicationBuilder builder, string role, Stores stores, IResourceBuilder<DotnetProjectResource> provision) =>
        builder.AddDotnetProject(role, Server)
            .WithEnvironment("Server__Roles", role)
            .AsDevelopment()
            .WithStreams(stores)
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WaitForCompletion(provision);

    /// <summary>A simulated decoder, which also plays the race director, and the gateway that reads it.</summary>
    private static void AddTrack(
        IDistributedApplicationBuilder builder, string track, int seed, Front front, DevelopmentTokens tokens, StackOptions options)
    {
        var client = $"gw-{track["track-".Length..]}1";
        var speed = options.Speed.ToString(CultureInfo.InvariantCulture);

        var decoder = builder.AddDotnetProject($"decoder-{track["track-".Length..]}", TrackClient).WithEndpoint(scheme: "tcp", name: "p3");
        var p3 = decoder.GetEndpoint("p3");
        decoder
            .WithArgs("simulate", "--scenario", "clean-race", "--seed", seed.ToString(CultureInfo.InvariantCulture), "--speed", speed)
            .WithArgs("--listen", ReferenceExpression.Create($"127.0.0.1:{p3.Property(EndpointProperty.TargetPort)}"))
            .WithArgs("--decoder-id", (1000 + seed).ToString(CultureInfo.InvariantCulture), "--track", track)
            .WithArgs("--director", front.Public)
            .AsDevelopment()
            .WaitFor(front.Resource);
        if (options.ResultPatience is { } patience)
        {
            decoder.WithArgs("--result-patience", patience.ToString(CultureInfo.InvariantCulture));
        }

        // Healthy while both decoder and server are reached, so a healthy stack is one in which passings flow.
        var gateway = builder.AddDotnetProject(track, TrackClient)
            .WithHttpEndpoint(name: "status", env: "BMX_STATUS_PORT")
            .WithHttpHealthCheck("/health", endpointName: "status");
        gateway
            .WithArgs("run", "--track", track, "--client", client, "--speed", speed)
            .WithArgs("--decoder", p3.Property(EndpointProperty.HostAndPort))
            .WithArgs("--ingest", front.Ingest)
            .WithArgs("--token-file", tokens.Mint(track, client))
            .WithArgs("--spool", Path.Combine(options.State.Root, "spool", track))
            .WithArgs("--status-port", gateway.GetEndpoint("status").Property(EndpointProperty.TargetPort))
            .AsDevelopment()
            .WaitFor(front.Resource)
            .WaitFor(decoder);
    }

    private static IResourceBuilder<T> AsDevelopment<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment => builder
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
        .WithEnvironment("DOTNET_ENVIRONMENT", "Development")
        // A dozen processes share this machine: the server collector would reserve a heap per core in each.
        .WithEnvironment("DOTNET_gcServer", "0");

    private static IResourceBuilder<T> WithStreams<T>(this IResourceBuilder<T> builder, Stores stores)
        where T : IResourceWithEnvironment, IResourceWithWaitSupport => builder
        .WithReference(stores.Nats)
        .WithEnvironment("Streams__Profile", "Development")
        .WithEnvironment("Streams__MonitoringUrl", stores.Nats.GetEndpoint("monitoring"))
        .WaitFor(stores.Nats);

    private static IResourceBuilder<T> WithDatabase<T>(this IResourceBuilder<T> builder, Stores stores)
        where T : IResourceWithEnvironment, IResourceWithWaitSupport => builder
        .WithReference(stores.Timing)
        .WaitFor(stores.Timing);

    private static IResourceBuilder<T> WithArchives<T>(this IResourceBuilder<T> builder, StackOptions options)
        where T : IResourceWithEnvironment => builder
        .WithEnvironment("Archive__Folder", Path.Combine(options.State.Root, "archives"));

    /// <summary>What only one of the two runtimes knows: TimingStack.Aspire.cs or TimingStack.Local.cs.</summary>
    static partial void CompleteStores(IResourceBuilder<NatsServerResource> nats, IResourceBuilder<PostgresServerResource> postgres);

    static partial void CompleteFront(IResourceBuilder<DotnetProjectResource> front);

    private sealed record Stores(
        IResourceBuilder<NatsServerResource> Nats,
        IResourceBuilder<PostgresServerResource> Postgres,
        IResourceBuilder<PostgresDatabaseResource> Timing);

    /// <param name="Public">Where operators, and the race director, go.</param>
    /// <param name="Ingest">Where gateways send.</param>
    /// <param name="Resource">What must be ready before a track makes sense.</param>
    private sealed record Front(EndpointReference Public, EndpointReference Ingest, IResourceBuilder<IResource> Resource);
}
