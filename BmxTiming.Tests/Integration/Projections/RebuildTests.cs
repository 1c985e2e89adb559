using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;
using BmxTiming.Server.Projections;
using BmxTiming.Server.ReadModels;
using BmxTiming.Tests.Support;
using BmxTiming.Tests.Unit.Projections;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BmxTiming.Tests.Integration.Projections;

public sealed class RebuildTests(NatsServer nats, PostgresServer postgres)
{
    private readonly TrackId _track = TrackId.Parse("track-a");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Documents_are_the_same_before_and_after_and_wrong_ones_are_put_right()
    {
        var settings = ProjectionRig.Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync());
        await using var host = await TestServerHost.StartAsync("projections", settings);
        var log = new RaceEventLog(host, _track);
        var events = new RaceEvents(_track);
        await RaceAsync(log, events, 1, 12);
        await log.AppendAsync(events.Rejected(MessageId.New(), Intents.Stage, "version_conflict"));
        await DecoderAsync(host, settings, 30);
        await ReachesAsync(host, log);
        var before = await ProjectionRig.HashAsync(host);

        await RebuildAsync(host);
        Assert.Equal(before, await ProjectionRig.HashAsync(host));

        await using (var session = ProjectionRig.Open(host))
        {
            var result = (await session.FindAsync<MotoResult>(MotoResult.IdOf(_track, RaceEvents.Run(3)), Stop))!;
            session.Store(result with { Reason = "wrong" });
            session.Store(result with { Id = "track-a:nobody" });
            session.Delete((await session.FindAsync<MotoResult>(MotoResult.IdOf(_track, RaceEvents.Run(4)), Stop))!);
            session.Store(RaceBoard.Empty(_track));
            Assert.True(await session.TrySaveAsync(Stop));
        }

        Assert.NotEqual(before, await ProjectionRig.HashAsync(host));
        var database = settings["ConnectionStrings:timing"];
        Assert.Equal(0, await ServerVerbs.RunAsync(
            ["rebuild", "--projection", "moto-result", $"--ConnectionStrings:nats={settings["ConnectionStrings:nats"]}", $"--ConnectionStrings:timing={database}"]));
        Assert.NotEqual(before, await ProjectionRig.HashAsync(host));
        await RebuildAsync(host);
        Assert.Equal(before, await ProjectionRig.HashAsync(host));
    }

    [Fact]
    public async Task No_reader_sees_a_hole_while_races_go_on_and_the_end_is_what_one_fold_gives()
    {
        var settings = ProjectionRig.Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync());
        await using var host = await TestServerHost.StartAsync("projections", settings);
        var log = new RaceEventLog(host, _track);
        var events = new RaceEvents(_track);
        await DecoderAsync(host, settings, 5);
        await RaceAsync(log, events, 1, 20);
        await ReachesAsync(host, log);

        using var done = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var reading = ReadAllAlongAsync(host, 20, done.Token);
        var writing = RaceAsync(log, events, 21, 80);
        var rebuilds = 0;
        while (!writing.IsCompleted || rebuilds < 3)
        {
            await RebuildAsync(host);
            rebuilds++;
        }

        await writing;
        await ReachesAsync(host, log);
        await done.CancelAsync();
        var (looks, faults) = await reading;

        Assert.Empty(faults);
        Assert.True(looks > 10, $"{looks} looks");
        var before = await ProjectionRig.HashAsync(host);
        await RebuildAsync(host);
        Assert.Equal(before, await ProjectionRig.HashAsync(host));
    }

    [Fact]
    public async Task A_meeting_that_is_not_wholly_on_the_log_is_kept_as_it_is()
    {
        var settings = ProjectionRig.Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync());
        await using var host = await TestServerHost.StartAsync("projections", settings);
        var log = new RaceEventLog(host, _track);
        var events = new RaceEvents(_track);
        await DecoderAsync(host, settings, 5);
        await RaceAsync(log, events, 1, 6);
        events.At = new MeetingDetails(MeetingId.Parse("day-2"), "Second day", Public: true, Simulated: true);
        await RaceAsync(log, events, 7, 12);
        await ReachesAsync(host, log);
        var before = await ProjectionRig.HashAsync(host);

        // Four events a race, and one behind the day: the last race of the first day is half on the log.
        await KeepLastAsync(host, (6 * 4) + 1 + 3);
        await RebuildAsync(host);
        Assert.Equal(before, await ProjectionRig.HashAsync(host));

        await using (var session = ProjectionRig.Open(host))
        {
            foreach (var moto in (int[])[2, 9])
            {
                session.Store((await session.FindAsync<MotoResult>(MotoResult.IdOf(_track, RaceEvents.Run(moto)), Stop))! with { Reason = "changed" });
            }

            Assert.True(await session.TrySaveAsync(Stop));
        }

        await RebuildAsync(host);
        await using var after = ProjectionRig.Open(host);
        Assert.Equal("changed", (await after.FindAsync<MotoResult>(MotoResult.IdOf(_track, RaceEvents.Run(2)), Stop))!.Reason);
        Assert.Equal("late_read", (await after.FindAsync<MotoResult>(MotoResult.IdOf(_track, RaceEvents.Run(9)), Stop))!.Reason);
    }

    [Fact]
    public async Task A_batch_that_read_documents_before_a_rebuild_stores_none_of_them()
    {
        var settings = ProjectionRig.Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync());
        RaceEventLog log;
        var events = new RaceEvents(_track);
        await using (var worker = await TestServerHost.StartAsync("projections", settings))
        {
            log = new RaceEventLog(worker, _track);
            await log.AppendAsync(events.Staged(1));
            await ReachesAsync(worker, log);
        }

        await using var host = await TestServerHost.StartAsync("control", settings);
        log = log.On(host);
        var sessions = host.Services.GetRequiredService<DocumentSessions>();
        await using var batch = new ProjectionBatch(ProjectionFeed.Race, _track, generation: 0, sessions);
        await log.AppendAsync(events.Gate(1));
        var broker = host.Services.GetRequiredService<Broker>();
        var message = (await broker.LastAsync(StreamNames.Race, Subjects.Race(_track), Stop))!.Value;
        await batch.TakeAsync(message, Stop);
        batch.Advance(message);

        await RebuildAsync(host);

        Assert.False(await batch.TrySaveAsync(Stop));
        await using var next = new ProjectionBatch(ProjectionFeed.Race, _track, generation: 1, sessions);
        await log.AppendAsync(events.Finished(1));
        var last = (await broker.LastAsync(StreamNames.Race, Subjects.Race(_track), Stop))!.Value;
        await next.TakeAsync(last, Stop);
        next.Advance(last);
        Assert.True(await next.TrySaveAsync(Stop));
    }

    [Fact]
    public async Task Documents_of_a_log_that_lost_its_tail_are_built_anew_and_followed_again()
    {
        var settings = ProjectionRig.Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync());
        await using var host = await TestServerHost.StartAsync("projections", settings);
        var log = new RaceEventLog(host, _track);
        var events = new RaceEvents(_track);
        await log.AppendAsync(events.Staged(1), events.Gate(1));
        await ReachesAsync(host, log);
        await using (var session = ProjectionRig.Open(host))
        {
            session.StoreAtRevision(new ProjectionCheckpoint { Id = $"race:{_track}", StreamSeq = 4711 }, 4711);
            Assert.True(await session.TrySaveAsync(Stop));
        }

        await RebuildAsync(host);
        Assert.Equal((long)log.Last, await ProjectionRig.PositionAsync(host, ProjectionFeed.Race, _track));
        await log.AppendAsync(events.Finished(1));
        await ReachesAsync(host, log);
    }

    [Fact]
    public async Task The_verb_refuses_what_it_does_not_know()
    {
        var settings = ProjectionRig.Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync());
        await using var host = await TestServerHost.StartAsync("control", settings);
        string[] stores = [$"--ConnectionStrings:nats={settings["ConnectionStrings:nats"]}", $"--ConnectionStrings:timing={settings["ConnectionStrings:timing"]}"];

        Assert.Equal(2, await ServerVerbs.RunAsync(["rebuild", "--projection", "nothing", .. stores]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["rebuild", "--track", "track-a", .. stores]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["rebuild", "word", .. stores]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["rebuild", stores[0]]));
        Assert.Equal(0, await ServerVerbs.RunAsync(["rebuild", .. stores]));
    }

    private Task<IReadOnlyList<RebuildOutcome>> RebuildAsync(TestServerHost host) => new Rebuild(
        host.Services.GetRequiredService<Broker>(), host.Services.GetRequiredService<SubjectReader>(), host.Services.GetRequiredService<DocumentSessions>())
        .RunAsync(_track, ProjectionNames.All, Stop);

    private Task ReachesAsync(TestServerHost host, RaceEventLog log) => ProjectionRig.ReachesAsync(host, ProjectionFeed.Race, _track, log.Last);

    private static async Task RaceAsync(RaceEventLog log, RaceEvents events, int from, int to)
    {
        for (var moto = from; moto <= to; moto++)
        {
            await log.AppendAsync(events.Staged(moto), events.Gate(moto), events.Finished(moto), events.Corrected(moto));
        }

        // So that there is something to diagnose.
        await log.AppendAsync(events.Rejected(MessageId.New(), Intents.Reset, "no_open_run"));
    }

    /// <summary>Something for the read models that follow the raw log.</summary>
    private async Task DecoderAsync(TestServerHost host, Dictionary<string, string?> settings, int statuses)
    {
        await using var bench = await TrackBench.StartAsync(settings["ConnectionStrings:nats"]!);
        var raw = new RawLogBuilder(_track.Value);
        raw.Version(0);
        for (var status = 1; status <= statuses; status++)
        {
            raw.Status(status * 5_000);
        }

        raw.Lane(1, 1_000);
        await bench.AppendAsync(_track, raw.Records);

        // That feed gathers for a second, and stores with the next message then.
        await Eventually.HoldsAsync(
            async () =>
            {
                var last = (await bench.Broker.LastAsync(StreamNames.Raw, Subjects.Raw(_track), Stop))!.Value;
                if (await ProjectionRig.PositionAsync(host, ProjectionFeed.Decoder, _track) == (long)last.StreamSeq)
                {
                    return true;
                }

                await bench.AppendAsync(_track, [raw.Status(++statuses * 5_000)]);
                return false;
            },
            TimeSpan.FromSeconds(30),
            () => "the decoder's documents are not stored");
    }

    /// <summary>Looks again and again; whatever was there once must be there each time.</summary>
    private async Task<(int Looks, IReadOnlyList<string> Faults)> ReadAllAlongAsync(TestServerHost host, int motos, CancellationToken stop)
    {
        var (looks, results, standing) = (0, motos, 1);
        var faults = new List<string>();
        while (!stop.IsCancellationRequested)
        {
            await using var session = ProjectionRig.Open(host);
            var board = await session.FindAsync<RaceBoard>(_track.Value, Stop);
            var seen = (await session.ListAsync<MotoResult>(all => all, Stop)).Count(result => result.Phase != RacePhases.Abandoned);
            var motosInStanding = (await session.ListAsync<ClassStanding>(all => all, Stop)).Sum(document => document.Motos.Count);
            looks++;
            if (board is null || board.Snapshot.RaceSeq == 0 || seen < results || motosInStanding < standing)
            {
                faults.Add($"board at {board?.Snapshot.RaceSeq}, {seen} results after {results}, {motosInStanding} in standings after {standing}");
            }

            (results, standing) = (Math.Max(results, seen), Math.Max(standing, motosInStanding));
        }

        return (looks, faults);
    }

    private static async Task KeepLastAsync(TestServerHost host, int messages)
    {
        var broker = host.Services.GetRequiredService<Broker>();
        var config = (await broker.StreamInfoAsync(StreamNames.Race, null, Stop)).Config;
        await broker.JetStream.UpdateStreamAsync(config with { MaxMsgs = messages }, Stop);
    }
}
