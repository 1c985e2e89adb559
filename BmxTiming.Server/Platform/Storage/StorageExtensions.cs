using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Json;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.ServiceDefaults.ClientIntegrations;
using JasperFx;
using Marten;
using Npgsql;
using Weasel.Core;

namespace BmxTiming.Server.Platform.Storage;

/// <summary>PostgreSQL, and the document store on it.</summary>
internal static class StorageExtensions
{
    public const string ConnectionName = "timing";

    public static void AddStorage(this IHostApplicationBuilder builder, DocumentTypes types)
    {
        builder.AddNpgsqlDataSource(ConnectionName, static source => Tune(source.ConnectionStringBuilder));
        builder.Services.AddOptions<StreamOptions>().BindConfiguration(StreamOptions.Section);
        builder.Services.AddSingleton<IDocumentStore>(services => CreateStore(services.GetRequiredService<NpgsqlDataSource>(), types));
        builder.Services.AddSingleton<DocumentSessions>();
        builder.Services.AddScoped(services => services.GetRequiredService<DocumentSessions>().Open());
        builder.Services.AddSingleton<StorageProvisioner>();
    }

    /// <summary>Keeps the readiness part <c>postgres</c>; only for processes that serve.</summary>
    public static void AddStorageReadiness(this IHostApplicationBuilder builder) =>
        builder.Services.AddHostedService<StorageReadiness>();

    // Prepared statements make Marten as fast as hand-written batches; the time-outs bound every wait on the server.
    private static void Tune(NpgsqlConnectionStringBuilder connection)
    {
        connection.MaxAutoPrepare = 64;
        connection.Timeout = Math.Min(connection.Timeout, 5);
        connection.CommandTimeout = Math.Min(connection.CommandTimeout, 15);
        connection.ApplicationName ??= "bmxtiming";
    }

    private static DocumentStore CreateStore(NpgsqlDataSource source, DocumentTypes types) => DocumentStore.For(options =>
    {
        options.Connection(source);
        options.DatabaseSchemaName = DocumentTypes.ControlSchema;
        options.AutoCreateSchemaObjects = AutoCreate.None;
        options.DisableNpgsqlLogging = true;
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.SnakeCase, json =>
        {
            json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.TypeInfoResolver = JsonTypeInfoResolver.Combine(WireJson.Default, new DefaultJsonTypeInfoResolver());
        });
        types.Apply(options);
    });
}
