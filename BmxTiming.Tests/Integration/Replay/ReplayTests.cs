using System.Globalization;
using System.Text.Json;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Replay;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.Replay;

public sealed class ReplayTests(NatsServer nats)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_engine_published_is_what_the_log_leads_to_also_while_it_publishes()
    {
        await using var bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        var log = Races(3);
        await bench.AppendAsync(log.Track, log.Records);
        await using var engine = await TestServerHost.StartAsync("race-engine", bench.Settings);

        var (run, comparison) = await VerifyAsync(bench, log, ReplayRange.Whole);

        Assert.Equal((0, run.Events), (comparison.Differences, comparison.Equal));
        Assert.Equal(log.Records.Count, run.RawMessages);
        Assert.True(run.Events > 50);
    }

    [Fact]
    public async Task The_verb_tells_no_difference_a_planted_one_and_a_recorded_file()
    {
        await using var bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        using var folder = new TemporaryFolder();
        var log = Races(1);
        await bench.AppendAsync(log.Track, log.Records);
        await PublishAsync(bench, log);
        string[] replay = ["replay", "--track", log.Track.Value, $"--ConnectionStrings:nats={bench.NatsUrl}"];

        var (code, output, messages) = await ServerVerb.RunAsync([.. replay, "--verify", "--json"]);
        Assert.True(code == 0, output + messages);
        var summary = JsonDocument.Parse(output).RootElement;
        Assert.Equal((0, true), (summary.GetProperty("differences").GetInt32(), summary.GetProperty("verified").GetBoolean()));

        var file = folder.File("race.bmxrec");
        Assert.Equal(0, await ServerVerbs.RunAsync([.. replay, "--record", file]));
        Assert.Equal(3, await ServerVerbs.RunAsync([.. replay, "--record", file]));
        Assert.Equal(0, await ServerVerbs.RunAsync(["replay", file, "--verify"]));
        (code, output, _) = await ServerVerb.RunAsync("replay", file);
        Assert.Equal(0, code);
        Assert.Equal("moto-1-r1", JsonDocument.Parse(output).RootElement.GetProperty("run_id").GetString());

        await AppendEventAsync(bench, log, new OutgoingMessage("planted", "{\"kind\":\"planted\"}"u8.ToArray()));
        (code, output, _) = await ServerVerb.RunAsync([.. replay, "--verify"]);
        Assert.Equal(1, code);
        Assert.Contains("unexpected: planted", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Usage_missing_parts_and_refusals_have_their_exit_codes()
    {
        await using var bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        using var folder = new TemporaryFolder();
        var broker = $"--ConnectionStrings:nats={bench.NatsUrl}";
        await File.WriteAllTextAsync(folder.File("bad"), "hello", Stop);

        Assert.Equal(2, await ServerVerbs.RunAsync(["replay"]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["replay", "--track", "Not A Track"]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["replay", "--track", "track-a", "--no-such-option"]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["replay", "--track", "track-a", "--from", "9", "--to", "3", broker]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["replay", "--track", "track-a"]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["replay", "--track", "track-a", broker]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["replay", folder.File("none"), "--verify"]));
        Assert.Equal(3, await ServerVerbs.RunAsync(["replay", folder.File("bad"), "--verify"]));
    }

    [Fact]
    public async Task A_log_that_lost_its_head_is_replayed_from_the_checkpoint_or_not_at_all()
    {
        await using var bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        var log = Races(4);
        await bench.AppendAsync(log.Track, log.Records);
        await PublishAsync(bench, log);
        var half = log.Records.Count / 2;
        await SaveCheckpointAsync(bench, log, half);
        await KeepLastAsync(bench, StreamNames.Raw, log.Records.Count - half + 5);

        Assert.Equal(TrackHistory.HeadExpired, (await OpenAsync(bench, log, ReplayRange.Whole)).Error?.Code);
        Assert.Equal(TrackHistory.HeadExpired, (await OpenAsync(bench, log, new ReplayRange(false, half, null))).Error?.Code);

        foreach (var range in new[] { new ReplayRange(true, 1, null), new ReplayRange(false, half + 10, null), new ReplayRange(true, 1, half + 20) })
        {
            var (run, comparison) = await VerifyAsync(bench, log, range);
            Assert.Equal((0, run.Events), (comparison.Differences, comparison.Equal));
            Assert.True(run.Events > 0);
        }
    }

    [Fact]
    public async Task Events_gone_by_age_are_counted_and_not_missing()
    {
        await using var bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        var log = Races(2);
        await bench.AppendAsync(log.Track, log.Records);
        await PublishAsync(bench, log);
        await KeepLastAsync(bench, StreamNames.Race, 20);

        var (run, comparison) = await VerifyAsync(bench, log, ReplayRange.Whole);

        Assert.Equal((20, 0, run.Events - 20), (comparison.Equal, comparison.Differences, comparison.Expired));
    }

    [Fact]
    public async Task A_track_without_a_log_and_a_checkpoint_beyond_the_log_are_named()
    {
        await using var bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        var log = Races(1);
        Assert.Equal(TrackHistory.TrackNotFound, (await OpenAsync(bench, log, ReplayRange.Whole)).Error?.Code);
        await bench.AppendAsync(log.Track, log.Records.Take(5));
        Assert.Equal(TrackHistory.NoCheckpoint, (await OpenAsync(bench, log, new ReplayRange(true, 1, null))).Error?.Code);
        Assert.Equal(TrackHistory.EmptyRange, (await OpenAsync(bench, log, new ReplayRange(false, 6, null))).Error?.Code);

        await SaveCheckpointAsync(bench, log, log.Records.Count);
        Assert.Equal(TrackHistory.TailLost, (await OpenAsync(bench, log, new ReplayRange(true, 1, null))).Error?.Code);
    }

    private static RawLogBuilder Races(int motos)
    {
        var log = new RawLogBuilder();
        for (var moto = 1; moto <= motos; moto++)
        {
            RaceScripts.CleanRace(log, $"moto-{moto}", moto * 60_000);
        }

        return log;
    }

    private static TrackHistory HistoryOf(TrackBench bench, RawLogBuilder log) => new(
        log.Track, bench.Broker, new SubjectReader(bench.Broker, Microsoft.Extensions.Logging.Abstractions.NullLogger<SubjectReader>.Instance, TimeProvider.System),
        TimeProvider.System);

    private static Task<Result<OpenedRange>> OpenAsync(TrackBench bench, RawLogBuilder log, ReplayRange range) =>
        HistoryOf(bench, log).OpenAsync(range, Stop);

    private static async Task<(ReplayRun Run, EventComparison Comparison)> VerifyAsync(TrackBench bench, RawLogBuilder log, ReplayRange range)
    {
        var opened = await OpenAsync(bench, log, range);
        Assert.True(opened.IsOk, opened.Error?.Message);
        var comparison = new EventComparison(kept: 5, opened.Value.EventsFrom);
        var run = new ReplayRun(new TrackRefold(log.Track, opened.Value.Checkpoint), opened.Value.From, comparison);
        await run.RunAsync(HistoryOf(bench, log).ReadAsync(opened.Value, () => run.AwaitsEvents, Stop), null, Stop);
        return (run, comparison);
    }

    /// <summary>Writes the events a log leads to, as an engine does.</summary>
    private static async Task PublishAsync(TrackBench bench, RawLogBuilder log)
    {
        var refold = new TrackRefold(log.Track, null);
        foreach (var derived in log.Records.SelectMany(record => refold.Fold(record)))
        {
            await AppendEventAsync(bench, log, new OutgoingMessage(derived.EventId.ToString(), derived.Body, new Dictionary<string, string>
            {
                [MessageHeaders.RawSeq] = derived.RawSeq.ToString(CultureInfo.InvariantCulture),
                [MessageHeaders.Ordinal] = derived.Ordinal.ToString(CultureInfo.InvariantCulture),
                [MessageHeaders.Fold] = RaceFold.FoldVersion.ToString(CultureInfo.InvariantCulture),
            }));
        }
    }

    private static async Task AppendEventAsync(TrackBench bench, RawLogBuilder log, OutgoingMessage message)
    {
        var last = await bench.Broker.LastAsync(StreamNames.Race, Subjects.Race(log.Track), Stop);
        Assert.True((await bench.Writer.AppendAsync(StreamNames.Race, Subjects.Race(log.Track), last?.StreamSeq ?? 0, [message], Stop)).Appended);
    }

    private static async Task SaveCheckpointAsync(TrackBench bench, RawLogBuilder log, int records)
    {
        var actor = new TrackActor(log.Track, null, null, new TrackActorOptions());
        log.Records.Take(records).ToList().ForEach(actor.Accept);
        await bench.Broker.WriteValueAsync(StreamNames.EngineCheckpoints, log.Track.Value, actor.Checkpoint().ToBytes(), Stop);
    }

    /// <summary>The broker drops the oldest messages, as it does by age.</summary>
    private static async Task KeepLastAsync(TrackBench bench, string stream, int messages)
    {
        var config = (await bench.Broker.StreamInfoAsync(stream, null, Stop)).Config;
        await bench.Broker.JetStream.UpdateStreamAsync(config with { MaxMsgs = messages }, Stop);
    }
}
