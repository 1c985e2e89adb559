using System.Globalization;
using System.Text;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>One nats-server with a configuration file of ours.</summary>
internal sealed class NatsServerResource(string name, ParameterResource? userName, ParameterResource? password)
    : ProcessResource(name), IResourceWithConnectionString
{
    private string? assignedPassword;

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"nats://{User}:{ReferenceExpression.Deferred(() => Password)}@{new EndpointReference(this, "tcp").Property(EndpointProperty.HostAndPort)}");

    internal bool JetStream { get; set; }

    internal DataVolume? Volume { get; set; }

    private string User => userName?.Value ?? "nats";

    private string Password => assignedPassword ?? throw new InvalidOperationException($"'{Name}' has no password before the application starts.");

    internal override bool IsContainerInAspire => true;

    internal override IEnumerable<string> MissingParts(InstalledPrograms programs) =>
        programs.FindNats(out var problem) is null ? base.MissingParts(programs).Prepend(problem) : base.MissingParts(programs);

    internal override void AssignSecrets(SecretStore secrets) => assignedPassword = password?.Value ?? secrets.GetOrCreate($"{Name}-password");

    internal override Task PrepareAsync(RuntimeContext context, CancellationToken cancellationToken)
    {
        if (Volume is null && Directory.Exists(StoreDirectory(context)))
        {
            Directory.Delete(StoreDirectory(context), recursive: true);
        }

        Directory.CreateDirectory(StoreDirectory(context));
        StateDirectory.WritePrivate(ConfigurationFile(context), Configuration(context));
        return Task.CompletedTask;
    }

    internal override LaunchSpec Launch(RuntimeContext context, int instance) => new(
        context.Programs.FindNats(out _)!,
        ["-c", ConfigurationFile(context), .. ResolveArguments(instance)],
        ResolveEnvironment(instance),
        context.State.Root);

    internal override HealthProbe Probe(RuntimeContext context, int instance) =>
        HealthProbe.Nats(FindEndpoint("tcp")!.InstancePort(instance), JetStream);

    private string ConfigurationFile(RuntimeContext context) => context.State.File($"{Name}.conf");

    private string StoreDirectory(RuntimeContext context) => Path.Combine(context.State.Data, Volume?.Name ?? Name);

    /// <summary>The password stands in this file, 0600, and not in the arguments, which every user of the machine can read.</summary>
    private string Configuration(RuntimeContext context)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"server_name: \"{Name}\"");
        text.AppendLine(CultureInfo.InvariantCulture, $"listen: \"{PortAllocator.Host}:{FindEndpoint("tcp")!.InstancePort(0)}\"");
        foreach (var monitoring in Endpoints.Where(endpoint => endpoint.Scheme is "http"))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"http: \"{PortAllocator.Host}:{monitoring.InstancePort(0)}\"");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"authorization {{ user: \"{User}\", password: \"{Password}\" }}");
        if (JetStream)
        {
            // Without `always` the server acknowledges before the disk has the message, and a power cut loses acknowledged passings.
            text.AppendLine(CultureInfo.InvariantCulture, $"jetstream {{ store_dir: \"{StoreDirectory(context)}\", sync_interval: always }}");
        }

        return text.ToString();
    }
}
