using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Tests.EndToEnd;
using BmxTiming.Tests.Support;

namespace BmxTiming.Tests.Simulation;

/// <summary>One promise; looks only at what an outsider could see of a history that has ended.</summary>
/// <param name="Fault">What is wrong with a history, or <c>null</c>.</param>
internal sealed record Checker(string Name, string Promise, Func<TrackWorld, string?> Fault)
{
    private static readonly JsonSerializerOptions s_json = new(WireJson.Default.Options)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(WireJson.Default, new DefaultJsonTypeInfoResolver()),
    };

    private static readonly Lazy<IReadOnlyList<string>> s_undisturbed = new(() =>
    {
        var world = new TrackWorld(0, Flaw.None, FaultProfile.None);
        world.Run();
        return Outcomes(world);
    });

    public static IReadOnlyList<Checker> All { get; } =
    [
        new("alive", "no program dies by itself", world => world.Failure?.ToString()),
        new("acked", "what is confirmed is on the log", world => world.Acks.Fault),
        new("log", "nothing captured is lost, doubled or reordered", Log),
        new("boots", "numbers of a boot are contiguous on the log", Boots),
        new("checkpoint", "no checkpoint is ahead of the events", world => world.Checkpoints.Fault),
        new("race-seq", "events count 1, 2, 3 …, each id once", RaceSeqs),
        new("events", "events are the fold of the log, byte for byte", Events),
        new("documents", "documents are the fold of the events", Documents),
        new("live", "a client sees a snapshot, then every event", Live),
        new("outcomes", "results equal those of an undisturbed run", SameOutcomes),
        new("drained", "everything arrives once faults end", world => world.IsDrained ? null : world.State),
    ];

    private static string? SameOutcomes(TrackWorld world)
    {
        var outcomes = Outcomes(world);
        return outcomes.SequenceEqual(s_undisturbed.Value, StringComparer.Ordinal)
            ? null
            : $"{string.Join("; ", outcomes)}{Environment.NewLine}undisturbed: {string.Join("; ", s_undisturbed.Value)}";
    }

    /// <summary>The final results of each run, without anything that differs between two histories of the same race.</summary>
    private static IReadOnlyList<string> Outcomes(TrackWorld world)
    {
        var outcomes = new SortedDictionary<RunId, string>();
        foreach (var message in world.Events)
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

    private static string? Log(TrackWorld world)
    {
        var logged = world.RawLog.OfGateways.Select(message => message.Payload.GetRawText()).ToList();
        var captured = world.Gateway.Captured;
        var same = logged.Zip(captured).TakeWhile(pair => pair.First == pair.Second).Count();
        return same == logged.Count && same == captured.Count
            ? null
            : $"{captured.Count} captured, {logged.Count} on the log, the same up to {same}";
    }

    private static string? Boots(TrackWorld world) => world.RawLog.OfGateways
        .GroupBy(message => message.EventIdContext.BootId)
        .Where(boot => !boot.Select(message => message.EventIdContext.Seq).SequenceEqual(Enumerable.Range(1, boot.Count()).Select(i => (long)i)))
        .Select(boot => $"boot {boot.Key}: {string.Join(' ', boot.Select(message => message.EventIdContext.Seq))}")
        .FirstOrDefault();

    private static string? RaceSeqs(TrackWorld world)
    {
        var seqs = world.Events.Select(message => message.RaceSeq).ToList();
        var ids = world.Events.Select(message => message.EventId).Distinct().Count();
        return !seqs.SequenceEqual(Enumerable.Range(1, seqs.Count).Select(i => (long)i)) ? string.Join(' ', seqs)
            : ids != seqs.Count ? $"{seqs.Count} events have {ids} ids"
            : null;
    }

    private static string? Events(TrackWorld world)
    {
        var folded = IndependentFold.Events(TrackWorld.Track, world.Broker.Raw.Messages);
        var published = world.Broker.Race.Messages;
        var same = folded.Zip(published).TakeWhile(pair => pair.First.AsSpan().SequenceEqual(pair.Second.Data.Span)).Count();
        return same == folded.Count && same == published.Count
            ? null
            : $"the fold has {folded.Count} events, {published.Count} are published, the same up to {same}; "
                + $"then {(same < published.Count ? Encoding.UTF8.GetString(published[same].Data.Span) : "nothing")}";
    }

    private static string? Documents(TrackWorld world)
    {
        var folded = world.FoldedDocuments;
        return Canonical(folded) == Canonical(world.Documents) ? null : $"documents at {world.Documents.Position} differ from the fold at {folded.Position}";
    }

    private static string? Live(TrackWorld world) =>
        FrameChain.Fault(world.Live.Frames)
        ?? (world.IsDrained && JsonSerializer.Serialize(world.Live.Snapshot, s_json) != JsonSerializer.Serialize(world.FoldedDocuments.Board.Snapshot, s_json)
            ? "the gateway's snapshot is not the fold of the events" : null);

    private static string Canonical(ReadModels documents) => JsonSerializer.Serialize(
        new { documents.Position, documents.Board, Results = documents.Results.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value) }, s_json);
}
