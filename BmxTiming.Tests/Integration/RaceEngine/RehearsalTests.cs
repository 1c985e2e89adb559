using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace BmxTiming.Tests.Integration.RaceEngine;

public sealed class RehearsalTests(NatsServer nats)
{
    private static readonly string[] s_untouched =
    [
        StreamNames.Raw, StreamNames.Race, StreamNames.Snapshot, StreamNames.DeadLetter,
        $"KV_{StreamNames.EngineLeases}", $"KV_{StreamNames.EngineCheckpoints}",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rehearsal_goes_as_far_as_a_checkpoint_and_leaves_every_log_as_it_is()
    {
        await using var bench = await TrackBench.StartAsync(nats.NewAccountUrl());
        var log = new RawLogBuilder("track-a");
        RaceScripts.CleanRace(log, "moto-1", 60_000);
        await bench.AppendAsync(log.Track, [.. log.Records, new RawRecord(0, "{}"u8.ToArray())]);
        var before = await EndsAsync(bench);

        var reader = new SubjectReader(bench.Broker, NullLogger<SubjectReader>.Instance, TimeProvider.System);
        var tracks = new EngineTracks(
            bench.Broker, reader, bench.Writer, EngineMetrics.Unheard(), Options.Create(new RaceEngineOptions()), TimeProvider.System, NullLoggerFactory.Instance);
        await tracks.RehearseAsync(log.Track, Stop);

        Assert.Equal(before, await EndsAsync(bench));
        var written = await bench.Broker.BoundsAsync($"KV_{StreamNames.EngineWorkers}", Stop);
        Assert.True(written.LastSeq >= 3, $"an event, a snapshot and a checkpoint are written, not {written.LastSeq} messages");
    }

    private static async Task<ulong[]> EndsAsync(TrackBench bench) =>
        await Task.WhenAll(s_untouched.Select(async stream => (await bench.Broker.BoundsAsync(stream, Stop)).LastSeq));
}
