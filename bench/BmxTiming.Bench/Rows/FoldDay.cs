using System.Diagnostics;
using System.Diagnostics.Metrics;
using BmxTiming.Bench.Harness;
using BmxTiming.Bench.Stack;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Server.RaceEngine.Shell.Ownership;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BmxTiming.Bench.Rows;

/// <summary>
/// Rebuilding a track: an engine that takes it over without a checkpoint reads the whole day from the broker and folds it. The real
/// engine of one track runs, with every checkpoint it saves on the way.
/// </summary>
internal sealed class FoldDay : IBenchmark
{
    public const int Messages = 30_000;

    private static readonly Turns s_turns = new(WarmUps: 2, Rounds: 5);

    private static readonly RowSpec s_rate = new(
        "fold-day", "messages/s", Better.Higher, "the same 30 000 messages through the client library's ordered consumer, thrown away",
        "the race engine of one track, from taking over to the last message folded")
    {
        Bar = 0.5,
        Stretch = 0.8,
    };

    private static readonly RowSpec s_time = new("fold-day-time", "s", Better.Lower, s_rate.Baseline, s_rate.Product)
    {
        Judged = Judged.Product,
        Bar = 2,
        Stretch = 1,
    };

    public IReadOnlyList<RowSpec> Rows { get; } = [s_rate, s_time];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var track = TrackId.Parse("bench-day");
        var logs = await context.LogsAsync(cancellationToken);
        await using var jetStream = new BareReader(await context.BrokerAsync(cancellationToken), StreamNames.Raw, Subjects.Raw(track));
        await SeedAsync(logs, track, cancellationToken);
        // Once for real: its events are then on the log, as they are when a track is taken over.
        await RebuildAsync(logs, track, cancellationToken);
        var samples = await Interleaved.RunAsync(
            s_turns, token => jetStream.ReadAsync(Messages, token), token => RebuildAsync(logs, track, token), cancellationToken);
        return [new BenchRow(s_rate, samples.Select(static seconds => Messages / seconds)), new BenchRow(s_time, samples)];
    }

    private static async Task SeedAsync(Logs logs, TrackId track, CancellationToken cancellationToken)
    {
        var writer = logs.Services.GetRequiredService<SubjectWriter>();
        var day = DayLog.Write(track, Messages);
        var outcome = await writer.AppendAsync(
            StreamNames.Raw,
            Subjects.Raw(track),
            0,
            [.. day.Select(static message => new OutgoingMessage(message.Key, message.Body))],
            cancellationToken);
        if (!outcome.Appended)
        {
            throw new MeasurementException("the day's log was not empty");
        }
    }

    private static async Task<double> RebuildAsync(Logs logs, TrackId track, CancellationToken cancellationToken)
    {
        var checkpoints = await logs.Broker.KeyValue.GetStoreAsync(StreamNames.EngineCheckpoints, cancellationToken);
        await checkpoints.DeleteAsync(track.Value, cancellationToken: cancellationToken);
        using var folded = new FoldedMessages(Messages);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var services = logs.Services;
        var host = new TrackHost(
            track,
            new TrackLogs(track, logs.Broker, services.GetRequiredService<SubjectReader>(), services.GetRequiredService<SubjectWriter>()),
            TrackLease.Endless(TimeProvider.System),
            new RaceEngineOptions(),
            new EngineMetrics(services.GetRequiredService<IMeterFactory>()),
            TimeProvider.System,
            NullLogger<TrackHost>.Instance);
        var start = Stopwatch.GetTimestamp();
        var running = host.RunAsync(stop.Token, stop.Token);
        await folded.All.WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await CheckEventsAsync(logs, track, cancellationToken);
        await stop.CancelAsync();
        await running;
        return seconds;
    }

    /// <summary>A day that leads to no results would be folded fast, and the first run's events must be out before it is stopped.</summary>
    private static async Task CheckEventsAsync(Logs logs, TrackId track, CancellationToken cancellationToken)
    {
        var expected = DayLog.FoldedEvents(track, Messages);
        var engine = new TrackLogs(
            track, logs.Broker, logs.Services.GetRequiredService<SubjectReader>(), logs.Services.GetRequiredService<SubjectWriter>());
        var start = Stopwatch.GetTimestamp();
        while ((await engine.PublishedAsync(cancellationToken))?.RaceSeq is var published && published != expected)
        {
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(60))
            {
                throw new MeasurementException($"{published} of {expected} events are on the log");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    /// <summary>Counts what the engine's own metric says it has folded.</summary>
    private sealed class FoldedMessages : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _count;

        public FoldedMessages(long expected)
        {
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "bmxtiming.engine.messages")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, value, _, _) =>
            {
                if (Interlocked.Add(ref _count, value) == expected)
                {
                    _all.TrySetResult();
                }
            });
            _listener.Start();
        }

        public Task All => _all.Task;

        public void Dispose() => _listener.Dispose();
    }
}
