using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.Projections;
using BmxTiming.Server.Projections.Apply;
using BmxTiming.Server.ReadModels;
using BmxTiming.Tests.Support;
using BmxTiming.Tests.Unit.Projections;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BmxTiming.Tests.Integration.Projections;

public sealed class ProjectionTests(NatsServer nats, PostgresServer postgres)
{
    private const int Races = 60;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly TrackId _track = TrackId.Parse("track-a");

    [Fact]
    public async Task Rival_projectors_that_come_and_go_leave_what_one_fold_of_the_log_gives()
    {
        var settings = Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync());
        await using var first = await TestServerHost.StartAsync("projections", settings);
        var second = await TestServerHost.StartAsync("projections", settings);
        var log = new RaceEventLog(first, _track);
        var events = new RaceEvents(_track);

        for (var moto = 1; moto <= Races; moto++)
        {
            await log.AppendAsync(events.Staged(moto), events.Gate(moto), events.Finished(moto), events.Corrected(moto));
            if (moto % 20 == 0)
            {
                await second.DisposeAsync();
                second = await TestServerHost.StartAsync("projections", settings);
            }
        }

        await ReachesAsync(first, log.Last);
        await second.DisposeAsync();
        await EqualsFoldAsync(first, log);
    }

    [Fact]
    public async Task A_projector_that_starts_late_reads_the_log_from_its_checkpoint()
    {
        var settings = Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync());
        var events = new RaceEvents(_track);
        RaceEventLog log;
        await using (var before = await TestServerHost.StartAsync("projections", settings))
        {
            log = new RaceEventLog(before, _track);
            await log.AppendAsync(events.Staged(1), events.Gate(1));
            await ReachesAsync(before, log.Last);
            await before.DisposeAsync();
        }

        await using var after = await TestServerHost.StartAsync("projections", settings);
        log = log.On(after);
        await log.AppendAsync(events.Finished(1));

        await ReachesAsync(after, log.Last);
        await EqualsFoldAsync(after, log);
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_is_passed_over_and_the_track_goes_on()
    {
        var settings = Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync());
        await using var host = await TestServerHost.StartAsync("projections", settings);
        var log = new RaceEventLog(host, _track);
        var events = new RaceEvents(_track);

        await log.AppendAsync(events.Staged(1));
        await log.AppendBytesAsync("not-an-event", "{\"kind\": 1}"u8.ToArray());
        await log.AppendAsync(events.Gate(1));

        await ReachesAsync(host, log.Last);
        await EqualsFoldAsync(host, log);
    }

    [Fact]
    public async Task A_killed_database_is_waited_for_and_nothing_is_missing_afterwards()
    {
        await using var own = await PostgresServer.StartOwnAsync();
        var settings = Settings(nats.NewAccountUrl(), await own.NewDatabaseAsync());
        await using var host = await TestServerHost.StartAsync("projections", settings);
        var log = new RaceEventLog(host, _track);
        var events = new RaceEvents(_track);
        await log.AppendAsync(events.Staged(1), events.Gate(1));
        await ReachesAsync(host, log.Last);

        await own.KillAsync();
        await log.AppendAsync(events.Finished(1), events.Staged(2));
        await Eventually.HoldsAsync(() => !host.Readiness.IsReady, s_patience, () => "still ready");
        await own.StartAsync();
        await log.AppendAsync(events.Gate(2));

        await ReachesAsync(host, log.Last);
        await EqualsFoldAsync(host, log);
        await Eventually.HoldsAsync(() => host.Readiness.IsReady, s_patience, () => string.Join("; ", host.Readiness.Parts));
    }

    [Fact]
    public async Task A_revision_at_or_below_the_stored_one_loses_and_stores_nothing_of_its_unit()
    {
        var settings = Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync());
        await using var host = await TestServerHost.StartAsync("projections", settings);
        const long beyondInt32 = 5_000_000_000;

        Assert.True(await SaveAsync(host, beyondInt32, "a"));
        Assert.False(await SaveAsync(host, beyondInt32, "b"));
        Assert.False(await SaveAsync(host, beyondInt32 - 1, "c"));
        Assert.True(await SaveAsync(host, beyondInt32 + 1, "d"));

        await using var session = host.Services.GetRequiredService<DocumentSessions>().Open();
        Assert.Equal(beyondInt32 + 1, (await session.FindAsync<ProjectionCheckpoint>("race:x", Cancel))!.StreamSeq);
        Assert.NotNull(await session.FindAsync<RaceBoard>("a", Cancel));
        Assert.Null(await session.FindAsync<RaceBoard>("b", Cancel));
        Assert.Null(await session.FindAsync<RaceBoard>("c", Cancel));
        Assert.NotNull(await session.FindAsync<RaceBoard>("d", Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<bool> SaveAsync(TestServerHost host, long seq, string board)
    {
        await using var session = host.Services.GetRequiredService<DocumentSessions>().Open();
        session.StoreAtRevision(new ProjectionCheckpoint { Id = "race:x", StreamSeq = seq }, seq);
        session.Store(RaceBoard.Empty(TrackId.Parse(board)));
        return await session.TrySaveAsync(Cancel);
    }

    private static Dictionary<string, string?> Settings(string natsUrl, string database) => ProjectionRig.Settings(natsUrl, database);

    private Task ReachesAsync(TestServerHost host, ulong seq) => ProjectionRig.ReachesAsync(host, ProjectionFeed.Race, _track, seq);

    /// <summary>Compares the stored documents with a fold of their own over what was appended.</summary>
    private async Task EqualsFoldAsync(TestServerHost host, RaceEventLog log)
    {
        var board = RaceBoard.Empty(_track);
        var results = new SortedDictionary<string, MotoResult>(StringComparer.Ordinal);
        foreach (var (message, seq) in log.Appended)
        {
            board = RaceBoards.Apply(board, message, seq);
            if (MotoResults.RunOf(message) is { } run
                && MotoResults.Apply(results.GetValueOrDefault(MotoResult.IdOf(_track, run)), message, seq) is { } result)
            {
                results[result.Id] = result;
            }
        }

        await using var session = host.Services.GetRequiredService<DocumentSessions>().Open();
        var stored = await session.ListAsync<MotoResult>(all => all, Cancel);
        Assert.NotEmpty(results);
        Assert.Equal(Text(board), Text(await session.FindAsync<RaceBoard>(_track.Value, Cancel)));
        Assert.Equal(
            results.Values.Select(Text).ToArray(),
            stored.OrderBy(result => result.Id, StringComparer.Ordinal).Select(Text).ToArray());
    }

    private static string Text<T>(T document) => JsonSerializer.Serialize(document);
}
