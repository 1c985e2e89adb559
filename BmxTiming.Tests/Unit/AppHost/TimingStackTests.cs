using BmxTiming.AppHost;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.AppHost;

/// <summary>The app model as described, without starting anything.</summary>
public sealed class TimingStackTests
{
    [Fact]
    public async Task The_default_stack_is_two_stores_the_roles_and_three_tracks()
    {
        await using var stack = new LocalStack();
        stack.Builder.AddTimingStack();

        Assert.Equal(
            [
                "nats", "postgres", "provision", "ingest", "race-engine", "projections", "ws-gateway", "control", "web",
                "decoder-a", "track-a", "decoder-b", "track-b", "decoder-c", "track-c",
            ],
            Processes(stack).Select(process => process.Name));
        Assert.Equal(["ws-gateway"], Processes(stack).Where(process => process.Replicas == 2).Select(process => process.Name));
    }

    [Theory]
    [InlineData("ingest")]
    [InlineData("race-engine")]
    [InlineData("projections")]
    [InlineData("ws-gateway")]
    [InlineData("control")]
    public async Task A_role_runs_as_its_name_knows_its_stores_and_waits_for_provision(string role)
    {
        await using var stack = new LocalStack();
        stack.Builder.AddTimingStack();
        Allocate(stack);
        var process = Process(stack, role);
        var environment = Environment(process);

        Assert.Equal(role, environment["Server__Roles"]);
        Assert.StartsWith("nats://nats:", environment["ConnectionStrings__nats"], StringComparison.Ordinal);
        Assert.Equal("Development", environment["Streams__Profile"]);
        Assert.StartsWith("http://127.0.0.1:", environment["Streams__MonitoringUrl"], StringComparison.Ordinal);
        Assert.Equal(role is "projections" or "control", environment.ContainsKey("ConnectionStrings__timing"));
        Assert.Contains(process.Dependencies, dependency => dependency is { Completion: true, Resource.Name: "provision" });
        Assert.Equal("/health", process.HealthCheck?.Path);
    }

    [Fact]
    public async Task Only_web_has_a_fixed_port_and_finds_the_other_roles()
    {
        await using var stack = new LocalStack(args: "--Stack:Port=18099");
        stack.Builder.AddTimingStack();
        Allocate(stack);

        var web = Process(stack, "web");
        Assert.Equal(18099, web.FindEndpoint("http")!.AllocatedPort);
        Assert.Equal([web], Processes(stack).Where(process => process.Endpoints.Exists(endpoint => endpoint.FixedPort is not null)));
        Assert.Equal(
            ["services__control__http__0", "services__ingest__http__0", "services__ws-gateway__http__0"],
            Environment(web).Keys.Where(key => key.StartsWith("services__", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(Process(stack, "ws-gateway").FindEndpoint("http")!.Url, Environment(web)["services__ws-gateway__http__0"]);
    }

    [Fact]
    public async Task A_track_reads_its_decoder_and_sends_to_ingest_with_its_own_token()
    {
        await using var stack = new LocalStack(args: ["--Stack:Tracks=2", "--Stack:Speed=12.5"]);
        stack.Builder.AddTimingStack();
        Allocate(stack);
        var decoder = Process(stack, "decoder-b");
        var address = decoder.FindEndpoint("p3")!.HostAndPort;

        Assert.Equal(
            [
                "simulate", "--scenario", "clean-race", "--seed", "2", "--speed", "12.5", "--listen", address,
                "--decoder-id", "1002", "--track", "track-b", "--director", Process(stack, "web").FindEndpoint("http")!.Url,
            ],
            Arguments(decoder));
        var token = Path.Combine(stack.StateDirectory, "tokens", "track-b.jwt");
        Assert.Equal(
            [
                "run", "--track", "track-b", "--client", "gw-b1", "--speed", "12.5", "--decoder", address,
                "--ingest", Process(stack, "ingest").FindEndpoint("http")!.Url, "--token-file", token,
                "--spool", Path.Combine(stack.StateDirectory, "spool", "track-b"),
                "--status-port", Process(stack, "track-b").FindEndpoint("status")!.InstancePort(0).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ],
            Arguments(Process(stack, "track-b")));
        Assert.True(File.Exists(token));
        Assert.Equal("/health", Process(stack, "track-b").HealthCheck?.Path);
        Assert.Equal(Path.Combine(stack.StateDirectory, "keys", "gateway.public.pem"), Environment(Process(stack, "ingest"))["Auth__GatewayKeys__0"]);
    }

    [Fact]
    public async Task A_race_director_waits_as_long_for_a_result_as_the_stack_is_told()
    {
        await using var stack = new LocalStack(args: ["--Stack:Tracks=1", "--Stack:ResultPatience=3600"]);
        stack.Builder.AddTimingStack();
        Allocate(stack);

        Assert.Equal(["--result-patience", "3600"], Arguments(Process(stack, "decoder-a")).TakeLast(2));
    }

    [Fact]
    public async Task A_single_server_runs_all_roles_behind_the_public_port()
    {
        await using var stack = new LocalStack(args: "--Stack:Topology=single");
        stack.Builder.AddTimingStack();
        Allocate(stack);

        Assert.Equal(["nats", "postgres", "server"], Processes(stack).Select(process => process.Name).Take(3));
        var server = Environment(Process(stack, "server"));
        Assert.Equal("all", server["Server__Roles"]);
        Assert.EndsWith(";Database=timing", server["ConnectionStrings__timing"], StringComparison.Ordinal);
        Assert.Equal(8080, Process(stack, "server").FindEndpoint("http")!.FixedPort);
    }

    [Fact]
    public async Task Tracks_stop_before_web_web_before_ingest_and_stores_last()
    {
        await using var stack = new LocalStack(args: "--Stack:Tracks=1");
        stack.Builder.AddTimingStack();

        var waves = Supervisor.PlanStop([.. Processes(stack)]).Select((wave, index) => (wave, index)).ToArray();
        int Wave(string name) => waves.Single(entry => entry.wave.Any(process => process.Name == name)).index;

        Assert.Equal(["projections", "race-engine", "track-a"], waves[0].wave.Select(process => process.Name).Order(StringComparer.Ordinal));
        Assert.True(Wave("decoder-a") < Wave("web"));
        Assert.True(Wave("web") < Wave("ws-gateway"));
        Assert.True(Wave("web") < Wave("ingest"));
        Assert.Equal(["nats", "postgres"], waves[^1].wave.Select(process => process.Name));
    }

    [Fact]
    public async Task Without_built_pages_the_part_is_named()
    {
        await using var stack = new LocalStack();
        stack.Builder.AddTimingStack();
        var web = Process(stack, "web");
        web.RequiredFiles[0] = web.RequiredFiles[0] with { Path = "/nowhere/index.html" };

        var refused = await Assert.ThrowsAsync<MissingPartsException>(() => stack.Application.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("the built frontend (/nowhere/index.html)", refused.Parts);
        Assert.Contains("./bmx up", refused.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<ProcessResource> Processes(LocalStack stack) => ((DistributedApplicationBuilder)stack.Builder).Resources.OfType<ProcessResource>();

    private static ProcessResource Process(LocalStack stack, string name) => Processes(stack).Single(process => process.Name == name);

    private static Dictionary<string, string> Environment(ProcessResource process) =>
        process.EnvironmentVariables.ToDictionary(variable => variable.Key, variable => variable.Value.Resolve(process, 0));

    private static IEnumerable<string> Arguments(ProcessResource process) => process.Arguments.Select(argument => argument.Resolve(process, 0));

    private static void Allocate(LocalStack stack)
    {
        var ports = new PortAllocator();
        var secrets = new SecretStore(new StateDirectory(stack.StateDirectory));
        foreach (var process in Processes(stack))
        {
            process.AssignSecrets(secrets);
            process.Endpoints.ForEach(endpoint => endpoint.Allocate(ports));
        }
    }
}
