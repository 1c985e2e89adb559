using System.Text;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Tests.EndToEnd;

namespace BmxTiming.Tests.Simulation;

/// <summary>One checker per promise; each looks only at what an outsider could see.</summary>
internal static class Checkers
{
    public static void NothingIsLostDoubledOrReordered(TrackWorld world)
    {
        var logged = world.Raw.Messages
            .Select(body => JsonSerializer.Deserialize(body, WireJson.Default.RawMessage)!)
            .Where(message => !message.EventIdContext.ClientId.IsReserved)
            .Select(message => message.Payload.GetRawText())
            .ToList();
        if (!logged.SequenceEqual(world.Captured, StringComparer.Ordinal))
        {
            throw new SimulationViolation("log", $"{world.Captured.Count} captured, {logged.Count} on the log, or in another order");
        }
    }

    public static void EventsAreTheFoldOfTheLog(TrackWorld world)
    {
        var folded = IndependentFold.Events(TrackId.Parse("track-a"), world.Raw.Messages.Select((body, i) => (i + 1L, (ReadOnlyMemory<byte>)body)))
            .Select(Encoding.UTF8.GetString);
        var published = world.Store.Events.Messages.Select(message => Encoding.UTF8.GetString(message.Body.Span));
        if (!folded.SequenceEqual(published, StringComparer.Ordinal))
        {
            throw new SimulationViolation("events", "what is published is not the fold of the log");
        }
    }

    public static void OutcomesEqual(TrackWorld world, IReadOnlyList<string> undisturbed)
    {
        if (!Outcomes(world).SequenceEqual(undisturbed, StringComparer.Ordinal))
        {
            throw new SimulationViolation("outcomes", "results differ from an undisturbed run of the same script");
        }
    }

    /// <summary>The final results of each run, without anything that differs between two histories of the same race.</summary>
    public static IReadOnlyList<string> Outcomes(TrackWorld world)
    {
        var outcomes = new SortedDictionary<RunId, string>();
        foreach (var message in world.Store.Events.Messages.Select(m => JsonSerializer.Deserialize(m.Body.Span, WireJson.Default.RaceEvent)!))
        {
            var results = message.Kind switch
            {
                RaceEventKinds.RaceFinished => message.Payload.Deserialize(WireJson.Default.RaceFinishedPayload)!.Results,
                RaceEventKinds.ResultCorrected => message.Payload.Deserialize(WireJson.Default.ResultCorrectedPayload)!.Results,
                _ => null,
            };
            if (results is not null)
            {
                outcomes[message.RunId!.Value] = JsonSerializer.Serialize(results, WireJson.Default.IReadOnlyListResultRow);
            }
        }

        return [.. outcomes.Select(pair => $"{pair.Key} {pair.Value}")];
    }
}
