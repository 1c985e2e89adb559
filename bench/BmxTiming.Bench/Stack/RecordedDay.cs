using System.Globalization;
using BmxTiming.Bench.Harness;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Replay;
using BmxTiming.Server.RaceEngine.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace BmxTiming.Bench.Stack;

/// <summary>A race day on both logs of a track: what came in, and the events the engine made of it.</summary>
/// <param name="Messages">On the raw log.</param>
/// <param name="Events">On the events stream.</param>
internal sealed record RecordedDay(TrackId Track, int Messages, int Events)
{
    /// <summary>A usual race day.</summary>
    public const int Motos = 150;

    public static async Task<RecordedDay> SeedAsync(Logs logs, TrackId track, CancellationToken cancellationToken)
    {
        var writer = logs.Services.GetRequiredService<SubjectWriter>();
        var day = DayLog.Motos(track, Motos);
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
        return outcome.Appended && published.Appended
            ? new RecordedDay(track, day.Count, events.Count)
            : throw new MeasurementException("the day's logs were not empty");
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
}
