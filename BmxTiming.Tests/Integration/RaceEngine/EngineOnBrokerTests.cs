using System.Text;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.RaceEngine;

public sealed class EngineOnBrokerTests(NatsServer nats)
{
    private static readonly MeetingId s_meeting = RawLogBuilder.Meeting.MeetingId;

    /// <summary>What an engine must derive from a log: computed here, without any broker.</summary>
    private static string[] Expected(RawLogBuilder log) => Expected(log, log.Records.Count);

    private static string[] Expected(RawLogBuilder log, int records)
    {
        var fold = new FoldRun(log);
        log.Records.Take(records).ToList().ForEach(r => fold.Feed(r));
        return [.. fold.Events.Select(e => Encoding.UTF8.GetString(RaceEventWriter.ToBytes(e)))];
    }

    private static RawLogBuilder RaceOn(string track, int motos = 1)
    {
        var log = new RawLogBuilder(track);
        for (var i = 1; i <= motos; i++)
        {
            RaceScripts.CleanRace(log, $"moto-{i}", i * 60_000);
        }

        return log;
    }

    [Fact]
    public async Task Each_track_gets_the_events_of_its_own_log()
    {
        await using var bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        await using var engine = await TestServerHost.StartAsync("race-engine", bench.Settings);
        var logs = new[] { RaceOn("track-a"), RaceOn("track-b", motos: 2) };
        foreach (var log in logs)
        {
            await bench.AppendAsync(log.Track, log.Records);
        }

        foreach (var log in logs)
        {
            var expected = Expected(log);
            Assert.Equal(expected, await bench.EventsUpToAsync(log.Track, expected.Length));
        }

        var first = (await bench.EventsAsync(logs[0].Track))[0];
        Assert.Equal((2L, 0L, (long)RaceFold.FoldVersion), (first.NumberHeader(MessageHeaders.RawSeq), first.NumberHeader(MessageHeaders.Ordinal), first.NumberHeader(MessageHeaders.Fold)));
        Assert.Contains(first.MessageId!, Encoding.UTF8.GetString(first.Data.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_snapshot_names_the_event_it_stands_for()
    {
        await using var bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        await using var engine = await TestServerHost.StartAsync("race-engine", bench.Settings);
        var log = RaceOn("track-a");
        await bench.AppendAsync(log.Track, log.Records);
        var expected = Expected(log);
        await bench.EventsUpToAsync(log.Track, expected.Length);

        (LogMessage Message, RaceSnapshot Snapshot)? seen = null;
        await Eventually.HoldsAsync(
            async () => (seen = await bench.SnapshotAsync(log.Track, s_meeting))?.Snapshot.RaceSeq == expected.Length,
            TimeSpan.FromSeconds(10),
            () => $"snapshot at {seen?.Snapshot.RaceSeq}");

        var (message, snapshot) = seen!.Value;
        var last = (await bench.EventsAsync(log.Track))[^1];
        Assert.Equal((long)last.StreamSeq, message.NumberHeader(MessageHeaders.StreamSeq));
        Assert.Equal(expected.Length, message.NumberHeader(MessageHeaders.RaceSeq));
        Assert.Equal(RacePhases.Finished, snapshot.Phase);
        Assert.Equal([2, 1, 3, 4], snapshot.Runs[0].Results!.Select(r => r.Lane));
    }

    [Fact]
    public async Task An_engine_killed_at_any_moment_is_followed_by_one_that_goes_on_with_the_same_bytes()
    {
        await using var bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        var log = RaceOn("track-a", motos: 4);
        var expected = Expected(log);

        // Every slice ends within a race, and the engine dies while the next one is being written.
        var slices = log.Records.Chunk(13).ToArray();
        var (leftUndone, appended) = (0, slices[0].Length);
        await bench.AppendAsync(log.Track, slices[0]);
        foreach (var slice in slices.Skip(1))
        {
            var before = (await bench.EventsAsync(log.Track)).Count;
            await using var engine = await EngineProcess.StartAsync(bench.NatsUrl, leaseTtlMs: 1_000);
            // The engine before may have written all that its slice leads to before it died.
            await bench.EventsUpToAsync(log.Track, Math.Min(before + 1, Expected(log, appended).Length));
            appended += slice.Length;
            var appending = bench.AppendAsync(log.Track, slice);
            await engine.KillAsync();
            await appending;
            leftUndone += (await bench.EventsAsync(log.Track)).Count < expected.Length ? 1 : 0;
        }

        Assert.True(leftUndone >= 3, $"{leftUndone} engines died in the middle of a race");
        await using var successor = await EngineProcess.StartAsync(bench.NatsUrl, leaseTtlMs: 1_000);
        Assert.Equal(expected, await bench.EventsUpToAsync(log.Track, expected.Length));
    }

    [Fact]
    public async Task Two_engines_at_once_write_every_event_once()
    {
        await using var bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        await using var one = await TestServerHost.StartAsync("race-engine", bench.Settings);
        await using var other = await TestServerHost.StartAsync("race-engine", bench.Settings);
        var log = RaceOn("track-a", motos: 4);
        await bench.AppendAsync(log.Track, log.Records);

        var expected = Expected(log);
        await bench.EventsUpToAsync(log.Track, expected.Length);
        // One more message that both see, so that whichever is behind has had its say.
        log.Stage("moto-99");
        await bench.AppendAsync(log.Track, log.Records.TakeLast(1));
        expected = Expected(log);
        Assert.Equal(expected, await bench.EventsUpToAsync(log.Track, expected.Length));
    }

    [Fact]
    public async Task An_engine_rides_out_a_broker_that_is_killed()
    {
        await using var own = await NatsServer.StartOwnAsync();
        await using var bench = await TrackBench.StartAsync(own.NewAccountUrl());
        await using var engine = await TestServerHost.StartAsync("race-engine", bench.Settings);
        var log = RaceOn("track-a", motos: 2);
        var half = log.Records.Count / 2;
        await bench.AppendAsync(log.Track, log.Records.Take(half));
        await bench.EventsUpToAsync(log.Track, 5);

        await own.KillAsync();
        await own.StartAsync();
        await Eventually.HoldsAsync(
            async () => await CanReadAsync(bench, log.Track), TimeSpan.FromSeconds(20), () => "the broker does not answer");
        await bench.AppendAsync(log.Track, log.Records.Skip(half));

        var expected = Expected(log);
        Assert.Equal(expected, await bench.EventsUpToAsync(log.Track, expected.Length));
    }

    [Fact]
    public async Task A_poison_message_is_an_event_and_a_dead_letter_and_the_race_goes_on()
    {
        await using var bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        await using var engine = await TestServerHost.StartAsync("race-engine", bench.Settings);
        var log = new RawLogBuilder();
        log.Status(0);
        log.Bytes("{\"message_type\":\"PASSING\"");
        RaceScripts.CleanRace(log, startMs: 60_000);
        await bench.AppendAsync(log.Track, log.Records);

        var expected = Expected(log);
        Assert.Equal(expected, await bench.EventsUpToAsync(log.Track, expected.Length));
        Assert.Contains("dead_lettered", expected[0], StringComparison.Ordinal);
        IReadOnlyList<LogMessage> letters = [];
        await Eventually.HoldsAsync(
            async () => (letters = await bench.DeadLettersAsync()).Count == 1, TimeSpan.FromSeconds(10), () => $"{letters.Count} letters");
        Assert.Equal("timing_ingest_raw_v1:2:race-engine", letters[0].MessageId);
        Assert.Equal("{\"message_type\":\"PASSING\"", Encoding.UTF8.GetString(letters[0].Data.Span));
    }

    [Fact]
    public async Task A_raw_stream_that_lost_its_tail_makes_the_role_not_ready()
    {
        await using var bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        var log = RaceOn("track-a");
        await bench.AppendAsync(log.Track, log.Records.Take(2));
        var body = Encoding.UTF8.GetBytes(Expected(log)[0]);
        await bench.Writer.AppendAsync(
            StreamNames.Race,
            Subjects.Race(log.Track),
            0,
            [new OutgoingMessage("x", body, new Dictionary<string, string> { [MessageHeaders.RawSeq] = "4711", [MessageHeaders.Ordinal] = "0" })],
            TestContext.Current.CancellationToken);

        // The track may halt before the worker is ready for the first time: then it never is.
        await using var engine = await TestServerHost.StartAsync("race-engine", bench.Settings, becomesReady: false);
        await Eventually.HoldsAsync(
            () => engine.Readiness.Parts.Any(p => p is { Module: "race-engine", Ready: false, Reason: { } reason } && reason.Contains("tail", StringComparison.Ordinal)),
            TimeSpan.FromSeconds(10),
            () => string.Join("; ", engine.Readiness.Parts));
        Assert.Single(await bench.EventsAsync(log.Track));
    }

    private static async Task<bool> CanReadAsync(TrackBench bench, TrackId track)
    {
        try
        {
            await bench.Broker.LastAsync(StreamNames.Raw, Subjects.Raw(track), TestContext.Current.CancellationToken);
            return true;
        }
        catch (Exception e) when (BrokerFailures.IsTransient(e))
        {
            return false;
        }
    }
}
