using System.Diagnostics;
using BmxTiming.Bench.Harness;
using BmxTiming.Bench.Stack;
using BmxTiming.Protocol.Ids;

namespace BmxTiming.Bench.Rows;

/// <summary>Bringing a spool to the log after an outage: spool file → uplink → HTTP → ingest process → broker, every batch durable.</summary>
internal sealed class SpoolDrain : IBenchmark
{
    private const int Batch = 100;
    private const int BatchesPerRound = 10;
    private const int OutageRecords = 5_000;

    /// <summary>The busiest track that is foreseen.</summary>
    private const double RealTimePerSecond = 50;

    private static readonly Turns s_turns = new(WarmUps: 15, Rounds: 9);

    private static readonly RowSpec s_drain = new(
        "spool-drain", "messages/s", Better.Higher, "atomic batches of 100 published to the raw log with the client library",
        "uplink drains the spool to an ingest process, with the batches it chooses itself")
    {
        Bar = 0.7,
    };

    private static readonly RowSpec s_sameBatches = new(
        "spool-drain-100", "messages/s", Better.Higher, s_drain.Baseline, "the same drain, held to batches of 100: what a batch costs on its way");

    private static readonly RowSpec s_realTime = new(
        "spool-drain-real-time", "messages/s", Better.Higher, "50 messages/s, the busiest track (a constant)", s_drain.Product)
    {
        Bar = 20,
        Stretch = 100,
    };

    public IReadOnlyList<RowSpec> Rows { get; } = [s_drain, s_sameBatches, s_realTime];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var track = TrackId.Parse("bench-drain");
        var client = ClientId.Parse("gw-bench");
        var envelopes = new SampleEnvelopes(track, client);
        var ingest = await context.IngestAsync(cancellationToken);
        using var spool = SpoolUnderTest.Open(context.Workspace.NewFolder("drain"));
        using var uplink = new UplinkUnderTest(spool, envelopes.Writer, ingest, track, context.Keys.WriteToken(track.Value, client.Value));
        await using var bare = new BarePublisher(
            await context.BrokerAsync(cancellationToken), TrackId.Parse("bench-drain-bare"), envelopes.Passing(BootId.Parse("boot-1"), 1));

        var hundreds = await Interleaved.RunAsync(
            s_turns, token => PublishAsync(bare, token), token => DrainBatchesAsync(spool, uplink, envelopes, token), cancellationToken);
        var whole = await Interleaved.RunAsync(
            s_turns with { WarmUps = 1 }, token => PublishAsync(bare, token), token => DrainAsync(spool, uplink, envelopes, token), cancellationToken);
        return
        [
            new BenchRow(s_drain, whole),
            new BenchRow(s_sameBatches, hundreds),
            new BenchRow(s_realTime, Samples.AgainstConstant(RealTimePerSecond, whole.Product)),
        ];
    }

    private static async Task<double> DrainAsync(
        SpoolUnderTest spool, UplinkUnderTest uplink, SampleEnvelopes envelopes, CancellationToken cancellationToken)
    {
        Fill(spool, envelopes, OutageRecords);
        var start = Stopwatch.GetTimestamp();
        var sent = await uplink.DrainAsync(cancellationToken);
        return sent / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> PublishAsync(BarePublisher bare, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < BatchesPerRound; i++)
        {
            await bare.PublishBatchAsync(Batch, cancellationToken);
        }

        return Batch * BatchesPerRound / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    // Only the drain is timed; a hundred at a time stand in the spool, because the uplink would take up to five hundred.
    private static async Task<double> DrainBatchesAsync(
        SpoolUnderTest spool, UplinkUnderTest uplink, SampleEnvelopes envelopes, CancellationToken cancellationToken)
    {
        var (sent, seconds) = (0L, 0.0);
        for (var i = 0; i < BatchesPerRound; i++)
        {
            Fill(spool, envelopes, Batch);
            var start = Stopwatch.GetTimestamp();
            sent += await uplink.SendNextAsync(cancellationToken);
            seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return sent == Batch * BatchesPerRound
            ? sent / seconds
            : throw new MeasurementException($"{sent} of {Batch * BatchesPerRound} records were drained");
    }

    private static void Fill(SpoolUnderTest spool, SampleEnvelopes envelopes, int records)
    {
        for (var i = 0; i < records; i++)
        {
            spool.Append(envelopes.Passing(spool.Boot, spool.NextSeq));
        }

        spool.Commit();
    }
}
