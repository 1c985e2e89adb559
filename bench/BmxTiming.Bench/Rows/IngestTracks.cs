using System.Diagnostics;
using System.Globalization;
using BmxTiming.Bench.Harness;
using BmxTiming.Bench.Stack;
using BmxTiming.Protocol.Ids;

namespace BmxTiming.Bench.Rows;

/// <summary>
/// What ingest adds to the broker: HTTP, token, validation, the lane's checks and envelope, beside publishes that keep the order just as
/// well, which means one in flight a track.
/// </summary>
internal sealed class IngestTracks : IBenchmark
{
    private static readonly Turns s_turns = new(WarmUps: 8, Rounds: 9);

    private readonly int _tracks;
    private readonly int _batch;
    private readonly int _batches;
    private readonly RowSpec _spec;

    private IngestTracks(int tracks, int batch, int batches, RowSpec spec)
    {
        (_tracks, _batch, _batches, _spec) = (tracks, batch, batches, spec);
        Rows = [spec];
    }

    public static IngestTracks One { get; } = new(1, 10, 20, new RowSpec(
        "ingest-one-track", "messages/s", Better.Higher, "one publish after the other, each acknowledged, with the client library",
        "POSTs of 10 messages, one after the other, to an ingest process")
    {
        Bar = 0.8,
        Stretch = 0.95,
    });

    public static IngestTracks Eight { get; } = new(8, 50, 4, new RowSpec(
        "ingest-eight-tracks", "messages/s", Better.Higher, "8 publishers at once, each with one publish in flight",
        "8 senders at once, each with one POST of 50 messages in flight, to one ingest process")
    {
        Bar = 0.6,
        Stretch = 0.8,
    });

    public IReadOnlyList<RowSpec> Rows { get; }

    public async Task<IReadOnlyList<BenchRow>> RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var ingest = await context.IngestAsync(cancellationToken);
        var nats = await context.BrokerAsync(cancellationToken);
        var senders = new List<BatchSender>();
        var publishers = new List<BarePublisher>();
        try
        {
            for (var i = 1; i <= _tracks; i++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{_spec.Name}-{i}");
                var (track, client) = (TrackId.Parse(name), ClientId.Parse("gw-bench"));
                var envelopes = new SampleEnvelopes(track, client);
                senders.Add(new BatchSender(ingest, envelopes, track, context.Keys.WriteToken(track.Value, client.Value)));
                publishers.Add(new BarePublisher(nats, TrackId.Parse(name + "-bare"), envelopes.Passing(BootId.Parse("boot-1"), 1)));
            }

            var samples = await Interleaved.RunAsync(
                s_turns, token => PublishAsync(publishers, token), token => PostAsync(senders, token), cancellationToken);
            return [new BenchRow(_spec, samples)];
        }
        finally
        {
            senders.ForEach(static sender => sender.Dispose());
            foreach (var publisher in publishers)
            {
                await publisher.DisposeAsync();
            }
        }
    }

    private async Task<double> PublishAsync(List<BarePublisher> publishers, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(publishers.Select(async publisher =>
        {
            for (var i = 0; i < _batch * _batches; i++)
            {
                await publisher.PublishAsync(cancellationToken);
            }
        }));
        return PerSecond(start);
    }

    private async Task<double> PostAsync(List<BatchSender> senders, CancellationToken cancellationToken)
    {
        // What a track's laptop does, writing envelopes and compressing them, is not ingest's work.
        var prepared = senders.Select(sender => sender.Prepare(_batches, _batch)).ToArray();
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(senders.Select((sender, i) => sender.SendAsync(prepared[i], cancellationToken)));
        return PerSecond(start);
    }

    private double PerSecond(long start) => _tracks * _batches * _batch / Stopwatch.GetElapsedTime(start).TotalSeconds;
}
