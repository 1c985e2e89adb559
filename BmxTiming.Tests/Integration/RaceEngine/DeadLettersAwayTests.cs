using System.Text;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.RaceEngine;

/// <summary>The stream of the dead letters is away: a race goes on without it, and no letter is lost.</summary>
public sealed class DeadLettersAwayTests(NatsServer nats)
{
    private const int Poisoned = 3;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_race_goes_on_while_its_letters_wait_and_the_next_engine_finds_them_again()
    {
        await using var bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        await bench.Broker.JetStream.DeleteStreamAsync(StreamNames.DeadLetter, Stop);
        var log = Poisonous();
        await bench.AppendAsync(log.Track, log.Records);
        var expected = Expected(log);
        await using (var engine = await TestServerHost.StartAsync("race-engine", Settings(bench), becomesReady: false))
        {
            Assert.Equal(expected, await bench.EventsUpToAsync(log.Track, expected.Length));
            await TellsAsync(engine, ready: true, "3 dead letters of track-a wait");
            Assert.Null(await bench.Broker.ReadValueAsync(StreamNames.EngineCheckpoints, log.Track.Value, Stop));
        }

        await TestServerHost.ProvisionStreamsAsync(bench.NatsUrl);
        await using var next = await TestServerHost.StartAsync("race-engine", Settings(bench));
        await HasLettersAsync(bench);
        await Eventually.HoldsAsync(
            async () => await bench.Broker.ReadValueAsync(StreamNames.EngineCheckpoints, log.Track.Value, Stop) is { } bytes
                && EngineCheckpoint.TryRead(bytes)?.RawSeq == log.Records.Count,
            s_patience,
            () => "no checkpoint once the letters are stored");
        Assert.Equal(expected, await bench.EventsUpToAsync(log.Track, expected.Length));
    }

    [Fact]
    public async Task With_no_room_for_another_letter_the_track_stands_still_and_drops_none()
    {
        await using var bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        await bench.Broker.JetStream.DeleteStreamAsync(StreamNames.DeadLetter, Stop);
        var log = Poisonous();
        await bench.AppendAsync(log.Track, log.Records);
        var expected = Expected(log);
        await using var engine = await TestServerHost.StartAsync(
            "race-engine", Settings(bench, ("RaceEngine:MaxWaitingLetters", "2")), becomesReady: false);

        await TellsAsync(engine, ready: false, "2 dead letters of track-a wait");
        Assert.Equal(expected.Take(2), await bench.EventsUpToAsync(log.Track, 2));

        await TestServerHost.ProvisionStreamsAsync(bench.NatsUrl);
        Assert.Equal(expected, await bench.EventsUpToAsync(log.Track, expected.Length));
        await HasLettersAsync(bench);
        await TellsAsync(engine, ready: true, null);
    }

    /// <summary>Messages that nobody can read, and a race behind them.</summary>
    private static RawLogBuilder Poisonous()
    {
        var log = new RawLogBuilder();
        for (var i = 0; i < Poisoned; i++)
        {
            log.Bytes("{\"message_type\":\"PASSING\"" + new string(' ', i));
        }

        RaceScripts.CleanRace(log, startMs: 60_000);
        return log;
    }

    private static string[] Expected(RawLogBuilder log)
    {
        var fold = new FoldRun(log);
        log.Records.ForEach(record => fold.Feed(record));
        return [.. fold.Events.Select(static message => Encoding.UTF8.GetString(RaceEventWriter.ToBytes(message)))];
    }

    private static Dictionary<string, string?> Settings(TrackBench bench, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>(bench.Settings) { ["RaceEngine:LetterRetryPauseMs"] = "100" };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return settings;
    }

    private static async Task HasLettersAsync(TrackBench bench)
    {
        string[] ids = [];
        await Eventually.HoldsAsync(
            async () => (ids = [.. (await bench.DeadLettersAsync()).Select(static letter => letter.MessageId ?? "")]).Length >= Poisoned,
            s_patience,
            () => string.Join(", ", ids));
        Assert.Equal(["timing_ingest_raw_v1:1:race-engine", "timing_ingest_raw_v1:2:race-engine", "timing_ingest_raw_v1:3:race-engine"], ids);
    }

    private static Task TellsAsync(TestServerHost engine, bool ready, string? said) => Eventually.HoldsAsync(
        () => engine.Readiness.Parts.Any(part => part.Module == "race-engine" && part.Ready == ready
            && (said is null ? part.Degraded is null : (part.Reason ?? part.Degraded)?.Contains(said, StringComparison.Ordinal) == true)),
        s_patience,
        () => string.Join("; ", engine.Readiness.Parts));
}
