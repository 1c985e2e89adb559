using Npgsql;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>One PostgreSQL server with its own data directory, never the machine's cluster.</summary>
internal sealed class PostgresServerResource(string name, ParameterResource? userName, ParameterResource? password)
    : ProcessResource(name), IResourceWithConnectionString
{
    private string? assignedPassword;

    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            var endpoint = new EndpointReference(this, "tcp");
            return ReferenceExpression.Create(
                $"Host={endpoint.Property(EndpointProperty.Host)};Port={endpoint.Property(EndpointProperty.Port)};Username={User};Password={ReferenceExpression.Deferred(() => Password)}");
        }
    }

    internal List<PostgresDatabaseResource> Databases { get; } = [];

    internal DataVolume? Volume { get; set; }

    private string User => userName?.Value ?? "postgres";

    private string Password => assignedPassword ?? throw new InvalidOperationException($"'{Name}' has no password before the application starts.");

    internal override bool IsContainerInAspire => true;

    internal override IEnumerable<string> MissingParts(InstalledPrograms programs) =>
        programs.FindPostgres() is null ? base.MissingParts(programs).Prepend("PostgreSQL's server programs initdb and postgres") : base.MissingParts(programs);

    internal override void AssignSecrets(SecretStore secrets) => assignedPassword = password?.Value ?? secrets.GetOrCreate($"{Name}-password");

    internal override Task PrepareAsync(RuntimeContext context, CancellationToken cancellationToken) =>
        Cluster(context).CreateIfAbsentAsync(User, Password, keep: Volume is not null, cancellationToken);

    /// <summary>Creates the databases the model names and the server lacks.</summary>
    internal override async Task CompleteStartAsync(RuntimeContext context, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(AdminConnectionString());
        await connection.OpenAsync(cancellationToken);
        foreach (var database in Databases)
        {
            await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection);
            exists.Parameters.AddWithValue(database.DatabaseName);
            if (await exists.ExecuteScalarAsync(cancellationToken) is null)
            {
                await using var create = new NpgsqlCommand($"create database {Quote(database.DatabaseName)}", connection);
                await create.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }

    internal override Task BeforeLaunchAsync(RuntimeContext context, CancellationToken cancellationToken) =>
        PostgresLeftovers.WaitAsync(DataDirectory(context), context.Time, cancellationToken);

    internal override LaunchSpec Launch(RuntimeContext context, int instance) =>
        Cluster(context).Launch(FindEndpoint("tcp")!.InstancePort(instance), ResolveArguments(instance), ResolveEnvironment(instance));

    internal override HealthProbe Probe(RuntimeContext context, int instance) => HealthProbe.Postgres(AdminConnectionString());

    private static string Quote(string identifier) => '"' + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    private PostgresCluster Cluster(RuntimeContext context) =>
        new(context.Programs.FindPostgres()!, DataDirectory(context), runAs: Environment.IsPrivilegedProcess ? "postgres" : null);

    private string DataDirectory(RuntimeContext context) => Path.Combine(context.State.Data, Volume?.Name ?? Name);

    /// <summary>Unpooled: a pooled connection would be found dead after every restart of the server.</summary>
    private string AdminConnectionString() =>
        $"{ConnectionStringExpression.Resolve(this, 0)};Database=postgres;Pooling=false;Timeout=2;Command Timeout=10";
}
