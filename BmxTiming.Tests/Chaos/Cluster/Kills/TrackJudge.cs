using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Tests.Chaos.Cluster.Kills;

/// <summary>
/// A track's two logs against each other and against what was raced: a clean fold of the raw log derives exactly the events, and they
/// hold exactly the races of the script with its times, as when nothing is disturbed. A result counts when the next race stands at the
/// gate: until then a read that was asked for again may still come late.
/// </summary>
internal static class TrackJudge
{
    /// <param name="script">What was raced.</param>
    /// <param name="raw">The raw log up to some moment.</param>
    /// <param name="folded">What an independent fold derives of <paramref name="raw"/>.</param>
    /// <param name="published">The events, read later than <paramref name="raw"/>.</param>
    /// <returns>The first fault, or <c>null</c>.</returns>
    public static string? Fault(
        DirectedScript script, IReadOnlyList<LogMessage> raw, IReadOnlyList<byte[]> folded, IReadOnlyList<LogMessage> published) =>
        LogJudge.RawFault(raw) ?? LogJudge.EventsFault(folded, published) ?? OutcomesFault(script, Read(published), LogJudge.Results(published));

    private static List<RaceEvent> Read(IEnumerable<LogMessage> published) =>
        [.. published.Select(message => JsonSerializer.Deserialize(message.Data.Span, WireJson.Default.RaceEvent)!)];

    private static string? OutcomesFault(DirectedScript script, List<RaceEvent> events, IReadOnlyDictionary<RunId, string> results)
    {
        var ids = new HashSet<MessageId>();
        if (events.FirstOrDefault(e => !ids.Add(e.EventId)) is { } twice)
        {
            return $"the id of event {twice.RaceSeq} was there before";
        }

        if (events.FirstOrDefault(e => e.Kind is RaceEventKinds.RaceReset or RaceEventKinds.RaceUnstaged) is { } undone)
        {
            return $"event {undone.RaceSeq} is {undone.Kind}: undisturbed there is none";
        }

        var staged = events.Where(e => e.Kind == RaceEventKinds.RaceStaged).ToList();
        var finished = events.Where(e => e.Kind == RaceEventKinds.RaceFinished).ToList();
        if (staged.Count - finished.Count is not (0 or 1))
        {
            return $"{staged.Count} races were staged and {finished.Count} finished";
        }

        for (var i = 0; i < staged.Count; i++)
        {
            var race = script.Race(i + 1);
            var fault = (staged[i].RunId != race.Run ? $"{staged[i].RunId} was staged" : null)
                ?? (i < finished.Count ? EndFault(race, finished[i]) : null)
                ?? (i + 1 < staged.Count ? ResultFault(race, results) : null);
            if (fault is not null)
            {
                return $"race {i + 1} of the script, {race.Run}: {fault}";
            }
        }

        return null;
    }

    private static string? EndFault(DirectedRace race, RaceEvent finished)
    {
        var reason = finished.Payload.Deserialize(WireJson.Default.RaceFinishedPayload)!.Reason;
        return (finished.RunId == race.Run, reason) switch
        {
            (false, _) => $"{finished.RunId} finished",
            (_, not FinishReasons.AllFinished) => $"ended with {reason}",
            _ => null,
        };
    }

    private static string? ResultFault(DirectedRace race, IReadOnlyDictionary<RunId, string> results) =>
        results.GetValueOrDefault(race.Run) is var result && result == race.Results
            ? null
            : $"the log has the result {result}, undisturbed it is {race.Results}";
}
