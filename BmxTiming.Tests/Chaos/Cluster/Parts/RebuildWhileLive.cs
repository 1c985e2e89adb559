using BmxTiming.Protocol.Streams;
using BmxTiming.Tests.EndToEnd;
using BmxTiming.Tests.Support;
using Xunit;
using static BmxTiming.Tests.Chaos.ChaosCheck;

namespace BmxTiming.Tests.Chaos.Cluster.Parts;

/// <summary>Row 26: all read models are built anew from the logs while races go on, and who reads meanwhile finds them as they were.</summary>
internal static class RebuildWhileLive
{
    private const int LookedAt = 3;
    private const int ReadPauseMs = 50;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(RaceDay day, Random random)
    {
        var track = RaceDay.Tracks[random.Next(RaceDay.Tracks.Count)];
        await day.MoreFinishedRacesAsync(track, 2);
        // The last one may still be corrected, and old ones are on another page.
        var results = LogJudge.Results(await day.ReadAllAsync(StreamNames.Race, Subjects.Race(track))).SkipLast(1).TakeLast(LookedAt).ToList();
        var stored = "";
        foreach (var (run, wanted) in results)
        {
            await Eventually.HoldsAsync(
                async () => (stored = await day.StoredResultsAsync(track, run)) == wanted, s_patience, () => $"{run} is stored as '{stored}'");
        }

        var rebuild = ServerVerb.RunAsync(
            "rebuild",
            $"--ConnectionStrings:nats={day.Stack.ConnectionString("nats")}",
            $"--ConnectionStrings:timing={day.Stack.ConnectionString("timing")}");
        var (oldest, before) = results[0];
        var reads = 0;
        for (; !rebuild.IsCompleted; reads++)
        {
            stored = await day.StoredResultsAsync(track, oldest);
            That(stored == before, $"{oldest} was '{stored}' while the read models were built anew, '{before}' before, at read {reads}");
            await Task.Delay(ReadPauseMs, TestContext.Current.CancellationToken); // Who only reads leaves nothing to those that build.
        }

        var (exitCode, output, messages) = await rebuild;
        That(exitCode == 0, $"rebuild ended with {exitCode}: {output} {messages}");
        That(reads > 0, "nobody read meanwhile");
        foreach (var (run, wanted) in results)
        {
            stored = await day.StoredResultsAsync(track, run);
            That(stored == wanted, $"{run} is stored as '{stored}' after it, as '{wanted}' before");
        }
    }
}
