using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace BmxTiming.ServiceDefaults.ClientIntegrations;

/// <summary>The PostgreSQL client integration under Aspire's method name, for builds without Aspire's packages.</summary>
public static class NpgsqlDataSourceExtensions
{
    /// <summary>Registers one data source from <c>ConnectionStrings:{connectionName}</c>.</summary>
    public static void AddNpgsqlDataSource(
        this IHostApplicationBuilder builder, string connectionName, Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddNpgsqlDataSource(
            builder.Configuration.GetConnectionString(connectionName)
                ?? throw new InvalidOperationException($"ConnectionStrings:{connectionName} is not set."),
            source => configureDataSourceBuilder?.Invoke(source));
    }
}
