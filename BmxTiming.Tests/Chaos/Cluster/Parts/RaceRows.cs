using System.Text.Json;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Tests.EndToEnd;
using static BmxTiming.Tests.Chaos.ChaosCheck;

namespace BmxTiming.Tests.Chaos.Cluster.Parts;

/// <summary>Rows 7 and 40: two gateways at one decoder, and races whose gate, hill or finish is dead.</summary>
internal static class RaceRows
{
    private const int Races = 2;
    private const string Clean = "clean-race";

    /// <summary>Both streams are on the log, and the race is the one that either of them alone tells.</summary>
    public static async Task TwoGatewaysAsync(bool planted)
    {
        await using var server = await WholeServer.StartAsync(Clean);
        await server.Track.AddGatewayAsync(server.Parts);
        // A gateway that stands at another decoder of the same name is no second witness.
        await using var other = planted ? await TrackProcesses.StartAsync("stray-tag") : null;
        await (other ?? server.Track).AddGatewayAsync(server.Parts, client: "gw-a2");
        await server.FinishedAsync(Races + 1);

        var raw = await server.Parts.Bench.RawAsync(IngestParts.Track);
        var (one, two) = (PassingsOf(raw, "gw-a1"), PassingsOf(raw, "gw-a2"));
        var both = one.Keys.Intersect(two.Keys).ToList();
        That(both.Count > 30 * Races, $"{one.Count} and {two.Count} passings, {both.Count} of them twice");
        var unlike = both.Where(number => one[number] != two[number]).ToList();
        var first = unlike.FirstOrDefault();
        That(unlike.Count == 0, $"the two read unlike passings: {first} is {one.GetValueOrDefault(first)} and {two.GetValueOrDefault(first)}");

        var ofOne = one.Keys.Union(two.Keys).Except(both).Where(number => number > both.Min() && number < both.Max()).ToList();
        That(ofOne.Count == 0, $"passing {ofOne.FirstOrDefault()} and {ofOne.Count - 1} more are in one stream only");

        var stored = await server.Parts.Bench.RawLogAsync(IngestParts.Track);
        var merged = Results(stored);
        var alone = Results(stored.Where(static message => !IsOf(message.Data, "gw-a2")));
        That(merged.Count > 0 && merged.SequenceEqual(alone), $"together {string.Join(' ', merged)}, gw-a1 alone {string.Join(' ', alone)}");
    }

    public static async Task DeadGateAsync(bool planted)
    {
        // Without a time there is no result, so race control takes the riders from the gate again.
        var events = await RaceAsync("no-gate", planted, events => Asked(events).Count(static reason => reason == "gate_missing") >= Races);
        That(Asked(events).Contains("gate_missing"), "nobody says that the gate is dead");
        string[] timed = [RaceEventKinds.GateDrop, RaceEventKinds.SplitTime, RaceEventKinds.RiderFinished, RaceEventKinds.RaceFinished];
        That(!events.Any(each => timed.Contains(each.Kind)), "times without a gate");
    }

    public static async Task DeadHillAsync(bool planted)
    {
        var events = await RaceAsync("dead-hill", planted);
        That(Silent(events, "hill"), "nobody says that the hill is dead");
        // The first may have begun before its gateway was there.
        var rows = RaceDay.Finished(events).Skip(1).SelectMany(static race => race.Results).ToList();
        That(rows.Count > 0 && rows.All(static row => row is { Place: not null, ElapsedUs: not null }), "a rider has no place or no time");
        That(!rows.SelectMany(static row => row.Splits).Any(static split => split.TimingPoint == "hill"), "times at a dead hill");
    }

    public static async Task DeadFinishAsync(bool planted)
    {
        var events = await RaceAsync("dead-finish", planted);
        That(Silent(events, "finish"), "nobody says that the finish is dead");
        That(RaceDay.Finished(events).All(static race => race.Reason == FinishReasons.Forced), "a race ended by itself");
        That(RaceDay.Finished(events).SelectMany(static race => race.Results).All(static row => row.ElapsedUs is null), "times at a dead finish");
    }

    private static IEnumerable<string> Asked(IEnumerable<RaceEvent> events) =>
        WholeServer.Payloads(events, RaceEventKinds.NeedsDecision, WireJson.Default.NeedsDecisionPayload).Select(static each => each.Reason);

    /// <param name="enough">Ends the wait, besides so many results that some must have had a gateway from their start.</param>
    private static async Task<IReadOnlyList<RaceEvent>> RaceAsync(
        string scenario, bool planted, Func<IReadOnlyList<RaceEvent>, bool>? enough = null)
    {
        await using var server = await WholeServer.StartAsync(planted ? Clean : scenario);
        await server.Track.AddGatewayAsync(server.Parts);
        return await server.EventsAsync(events => RaceDay.Finished(events).Count() > Races || enough?.Invoke(events) == true);
    }

    private static bool Silent(IReadOnlyList<RaceEvent> events, string point) =>
        WholeServer.Payloads(events, RaceEventKinds.RunFlagged, WireJson.Default.RunFlaggedPayload)
            .SelectMany(static run => run.Flags).Contains(new RunFlagView("loop_silent", point));

    /// <summary>What stands on the log of a gateway, without what is only that it was asked for again.</summary>
    private static Dictionary<uint, string> PassingsOf(IEnumerable<RawMessage> raw, string client) => raw
        .Where(message => message.MessageType == MessageTypes.Passing && message.EventIdContext.ClientId.Value == client)
        .Select(static message => message.Payload.Deserialize(WireJson.Default.PassingPayload)!)
        .GroupBy(static passing => passing.PassingNumber)
        .ToDictionary(static group => group.Key, static group => $"{group.First().DecoderId} {group.First().TransponderId} {group.First().RtcTimeUs}");

    private static List<string> Results(IEnumerable<Server.Platform.Messaging.LogMessage> raw) =>
    [
        .. IndependentFold.Events(IngestParts.Track, raw)
            .Select(static bytes => JsonSerializer.Deserialize(bytes, WireJson.Default.RaceEvent)!)
            .Where(static each => each.Kind == RaceEventKinds.RaceFinished)
            .Select(static each => each.Payload.Deserialize(WireJson.Default.RaceFinishedPayload)!.Results)
            .Select(static results => JsonSerializer.Serialize(results, WireJson.Default.IReadOnlyListResultRow)),
    ];

    private static bool IsOf(ReadOnlyMemory<byte> body, string client) => RawMessage.Read(body)!.EventIdContext.ClientId.Value == client;
}
