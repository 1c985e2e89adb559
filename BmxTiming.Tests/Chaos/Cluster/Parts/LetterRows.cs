using BmxTiming.Protocol.Streams;
using BmxTiming.Tests.EndToEnd;
using BmxTiming.Tests.Support;
using static BmxTiming.Tests.Chaos.ChaosCheck;

namespace BmxTiming.Tests.Chaos.Cluster.Parts;

/// <summary>Row 23: the broker takes everything but dead letters. The engine is killed while letters wait, and another one goes on.</summary>
internal static class LetterRows
{
    private const int Poisoned = 4;
    private const int PlantedPatienceSeconds = 15;
    private const int PatienceSeconds = 60;

    public static async Task RefusedAsync(bool planted)
    {
        await using var broker = new BrokerProcess { Denied = Subjects.DeadLetterAll };
        await broker.StartAsync();
        await using var bench = await TrackBench.StartAsync(broker.OwnUrl);
        var log = new RawLogBuilder();
        await using (var engine = await RoleProcess.StartAsync("race-engine", broker.Url))
        {
            for (var i = 0; i < Poisoned; i++)
            {
                log.Bytes("{\"message_type\":\"PASSING\"" + new string(' ', i));
                RaceScripts.CleanRace(log, $"moto-{i + 1}", (i + 1) * 60_000);
            }

            await bench.AppendAsync(log.Track, log.Records);
            await FoldedAsync(bench, log);
            await Eventually.HoldsAsync(
                async () => (await engine.StatusAsync()).Contains("dead letters of track-a wait", StringComparison.Ordinal),
                TimeSpan.FromSeconds(PatienceSeconds),
                () => "nobody tells that letters wait");
            That((await bench.DeadLettersAsync()).Count == 0, "letters were stored that nobody may store");
            await engine.Process.KillAsync();
        }

        await using var next = await RoleProcess.StartAsync("race-engine", broker.Url);
        // Rights that stay as they are: then the letters must be missed.
        broker.Denied = planted ? broker.Denied : null;
        await broker.ReloadAsync();
        var letters = 0;
        await Eventually.HoldsAsync(
            async () => (letters = (await bench.DeadLettersAsync()).Count) == Poisoned,
            TimeSpan.FromSeconds(planted ? PlantedPatienceSeconds : PatienceSeconds),
            () => $"{letters} of {Poisoned} letters");
        await FoldedAsync(bench, log);
    }

    /// <summary>The events are all of those that an undisturbed fold derives, byte for byte.</summary>
    private static async Task FoldedAsync(TrackBench bench, RawLogBuilder log)
    {
        var folded = IndependentFold.Events(log.Track, log.Records.Select(static record => (record.StreamSeq, record.Body)));
        await bench.EventsUpToAsync(log.Track, folded.Count);
        None(LogJudge.EventsFault(folded, await bench.EventsAsync(log.Track)));
    }
}
