using JasperFx;
using Marten;
using Npgsql;
using Weasel.Core;

namespace BmxTiming.Server.Platform.Storage;

/// <summary>Makes the database objects, and compares what is there with what must be.</summary>
internal sealed class StorageProvisioner(NpgsqlDataSource source, IDocumentStore store, TimeProvider time)
{
    /// <summary>Any constant that nothing else in this database locks.</summary>
    private const long SchemaLock = 0x424D5854; // "BMXT"

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Idempotent, and safe with any number of callers at once: one works, the others wait and find it done.</summary>
    public async Task ProvisionAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var take = new NpgsqlCommand("select pg_advisory_lock($1)", connection) { Parameters = { new() { Value = SchemaLock } } };
        await take.ExecuteNonQueryAsync(cancellationToken);
        try
        {
            await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
        }
        finally
        {
            // Closing a pooled connection does not end its session, so the lock must be given back by name.
            await using var give = new NpgsqlCommand("select pg_advisory_unlock($1)", connection) { Parameters = { new() { Value = SchemaLock } } };
            await give.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    /// <summary>As <see cref="ProvisionAsync"/>, but a database that is not there yet is waited for, up to <paramref name="patience"/>.</summary>
    public async Task ProvisionWhenThereAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                await ProvisionAsync(cancellationToken);
                return;
            }
            catch (Exception e) when (StorageFailures.IsTransient(e) && time.GetElapsedTime(started) < patience)
            {
                await Task.Delay(s_pause, time, cancellationToken);
            }
        }
    }

    /// <summary>What the schema lacks of what this binary needs, in words; <c>null</c> when nothing.</summary>
    public async Task<string?> DifferenceAsync(CancellationToken cancellationToken)
    {
        var migration = await store.Storage.Database.CreateMigrationAsync(cancellationToken);
        var objects = migration.Deltas.Where(delta => delta.Difference != SchemaPatchDifference.None)
            .Select(delta => delta.SchemaObject.Identifier.QualifiedName).Distinct(StringComparer.Ordinal).ToArray();
        return objects.Length == 0 ? null : $"run `provision`: {objects.Length} objects differ, such as {objects[0]}";
    }

    public async Task PingAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select 1");
        await command.ExecuteScalarAsync(cancellationToken);
    }
}
