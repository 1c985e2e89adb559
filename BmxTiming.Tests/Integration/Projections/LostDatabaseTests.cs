using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.ReadModels;
using BmxTiming.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace BmxTiming.Tests.Integration.Projections;

/// <summary>
/// Found by random kills: PostgreSQL died between a lock and the first read under it. Marten tried again on the dead transaction and
/// said that it had ended, which the worker took for an error of ours and ended the process.
/// </summary>
public sealed class LostDatabaseTests(NatsServer nats, PostgresServer postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_breaks_under_a_lock_is_the_database_being_away(bool atCommit)
    {
        var database = await postgres.NewDatabaseAsync();
        await using var host = await TestServerHost.StartAsync("projections", ProjectionRig.Settings(nats.NewAccountUrl(), database));
        await using var transaction = await host.Services.GetRequiredService<DocumentSessions>().LockAsync<ProjectionCheckpoint>("any", Stop);
        await EndTransactionsAsync(database);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => atCommit
            ? transaction.TryCommitAsync(Stop)
            : transaction.Session.FindAsync<ProjectionCheckpoint>("any", Stop));

        Assert.True(StorageFailures.IsTransient(failure), failure.ToString());
    }

    private static async Task EndTransactionsAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var end = source.CreateCommand(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'");
        Assert.Equal(1L, await end.ExecuteScalarAsync(Stop));
    }
}
