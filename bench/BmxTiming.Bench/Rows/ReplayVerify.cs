using System.Diagnostics;
using BmxTiming.Bench.Harness;
using BmxTiming.Bench.Stack;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Replay;
using Microsoft.Extensions.DependencyInjection;

namespace BmxTiming.Bench.Rows;

/// <summary>
/// <c>replay --verify</c> over a day of 150 motos: raw log and events are read, the log is folded again, and every event is
/// compared byte by byte.
/// </summary>
internal sealed class ReplayVerify : IBenchmark
{
    private static readonly Turns s_turns = new(WarmUps: 40, Rounds: 9);

    private static readonly RowSpec s_row = new(
        "replay-verify", "messages/s", Better.Higher,
        "raw log and events of the day, one after the other, through the client library's ordered consumer, thrown away",
        "replay --verify over them: read, fold, compare; no difference")
    {
        Bar = 0.5,
        Stretch = 0.8,
    };

    public IReadOnlyList<RowSpec> Rows { get; } = [s_row];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var logs = await context.LogsAsync(cancellationToken);
        var day = await RecordedDay.SeedAsync(logs, TrackId.Parse("bench-replay"), cancellationToken);
        var broker = await context.BrokerAsync(cancellationToken);
        await using var raw = new BareReader(broker, StreamNames.Raw, Subjects.Raw(day.Track));
        await using var race = new BareReader(broker, StreamNames.Race, Subjects.Race(day.Track));
        var samples = await Interleaved.RunAsync(
            s_turns,
            async token => await raw.ReadAsync(day.Messages, token) + await race.ReadAsync(day.Events, token),
            token => VerifyAsync(logs, day, token),
            cancellationToken);
        return [new BenchRow(s_row, samples.Select(seconds => (day.Messages + day.Events) / seconds))];
    }

    private static async Task<double> VerifyAsync(Logs logs, RecordedDay day, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var history = new TrackHistory(day.Track, logs.Broker, logs.Services.GetRequiredService<SubjectReader>(), TimeProvider.System);
        var opened = await history.OpenAsync(ReplayRange.Whole, cancellationToken);
        if (!opened.IsOk)
        {
            throw new MeasurementException($"the day cannot be replayed: {opened.Error.Message}");
        }

        var comparison = new EventComparison(kept: 1, opened.Value.EventsFrom);
        var run = new ReplayRun(new TrackRefold(day.Track, opened.Value.Checkpoint), opened.Value.From, comparison);
        await run.RunAsync(history.ReadAsync(opened.Value, () => run.AwaitsEvents, cancellationToken), tell: null, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return comparison.Differences == 0 && comparison.Equal == day.Events
            ? seconds
            : throw new MeasurementException($"{comparison.Differences} differences, {comparison.Equal} of {day.Events} events equal");
    }
}
