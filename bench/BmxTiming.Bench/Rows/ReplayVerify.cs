using System.Diagnostics;
using System.Globalization;
using BmxTiming.Bench.Harness;
using BmxTiming.Bench.Stack;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Replay;
using BmxTiming.Server.RaceEngine.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace BmxTiming.Bench.Rows;

/// <summary>
/// <c>replay --verify</c> over a day of 150 motos: raw log and events are read, the log is folded again, and every event is
/// compared byte by byte.
/// </summary>
internal sealed class ReplayVerify : IBenchmark
{
    public const int Motos = 150;

    private static readonly Turns s_turns = new(WarmUps: 3, Rounds: 7);

    private static readonly RowSpec s_row = new(
        "replay-verify", "messages/s", Better.Higher, "raw log and events of the day through the client library's ordered consumer, thrown away",
        "replay --verify over them: read, fold, compare; no difference")
    {
        Bar = 0.5,
        Stretch = 0.8,
    };

    public IReadOnlyList<RowSpec> Rows { get; } = [s_row];

    public async Task<IReadOnlyList<BenchRow>> RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var track = TrackId.Parse("bench-replay");
        var logs = await context.LogsAsync(cancellationToken);
        var day = DayLog.Motos(track, Motos);
        var events = await SeedAsync(logs, track, day, cancellationToken);
        var broker = await context.BrokerAsync(cancellationToken);
        await using var raw = new BareReader(broker, StreamNames.Raw, Subjects.Raw(track));
        await using var race = new BareReader(broker, StreamNames.Race, Subjects.Race(track));
        var samples = await Interleaved.RunAsync(
            s_turns,
            async token => await raw.ReadAsync(day.Count, token) + await race.ReadAsync(events, token),
            token => VerifyAsync(logs, track, events, token),
            cancellationToken);
        return [new BenchRow(s_row, samples.Select(seconds => (day.Count + events) / seconds))];
    }

    /// <returns>How many events the day leads to.</returns>
    private static async Task<int> SeedAsync(Logs logs, TrackId track, IReadOnlyList<DayMessage> day, CancellationToken cancellationToken)
    {
        var writer = logs.Services.GetRequiredService<SubjectWriter>();
        var outcome = await writer.AppendAsync(
            StreamNames.Raw, Subjects.Raw(track), 0, [.. day.Select(static message => new OutgoingMessage(message.Key, message.Body))], cancellationToken);
        var events = new List<OutgoingMessage>();
        var refold = new TrackRefold(track, checkpoint: null);
        await foreach (var message in logs.Services.GetRequiredService<SubjectReader>().ReadUpToAsync(
            StreamNames.Raw, Subjects.Raw(track), 1, outcome.LastSeq, "bench", cancellationToken))
        {
            events.AddRange(refold.Fold(new RawRecord((long)message.StreamSeq, message.Data)).Select(Outgoing));
        }

        var published = await writer.AppendAsync(StreamNames.Race, Subjects.Race(track), 0, events, cancellationToken);
        return outcome.Appended && published.Appended ? events.Count : throw new MeasurementException("the day's logs were not empty");
    }

    private static OutgoingMessage Outgoing(OutgoingEvent derived) => new(
        derived.EventId.ToString(),
        derived.Body,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [MessageHeaders.RawSeq] = derived.RawSeq.ToString(CultureInfo.InvariantCulture),
            [MessageHeaders.Ordinal] = derived.Ordinal.ToString(CultureInfo.InvariantCulture),
            [MessageHeaders.Fold] = RaceFold.FoldVersion.ToString(CultureInfo.InvariantCulture),
        });

    private static async Task<double> VerifyAsync(Logs logs, TrackId track, int events, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var history = new TrackHistory(track, logs.Broker, logs.Services.GetRequiredService<SubjectReader>(), TimeProvider.System);
        var opened = await history.OpenAsync(ReplayRange.Whole, cancellationToken);
        if (!opened.IsOk)
        {
            throw new MeasurementException($"the day cannot be replayed: {opened.Error.Message}");
        }

        var comparison = new EventComparison(kept: 1, opened.Value.EventsFrom);
        var run = new ReplayRun(new TrackRefold(track, opened.Value.Checkpoint), opened.Value.From, comparison);
        await run.RunAsync(history.ReadAsync(opened.Value, () => run.AwaitsEvents, cancellationToken), tell: null, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return comparison.Differences == 0 && comparison.Equal == events
            ? seconds
            : throw new MeasurementException($"{comparison.Differences} differences, {comparison.Equal} of {events} events equal");
    }
}
