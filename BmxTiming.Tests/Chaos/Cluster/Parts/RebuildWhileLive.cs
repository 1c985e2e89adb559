using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Tests.EndToEnd;
using BmxTiming.Tests.Support;
using static BmxTiming.Tests.Chaos.ChaosCheck;

namespace BmxTiming.Tests.Chaos.Cluster.Parts;

/// <summary>Row 26: all read models are built anew from the logs while races go on, and who reads meanwhile finds them there.</summary>
internal static class RebuildWhileLive
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(RaceDay day, Random random)
    {
        var track = RaceDay.Tracks[random.Next(RaceDay.Tracks.Count)];
        await day.MoreFinishedRacesAsync(track, 1);
        var run = LogJudge.Results(await day.ReadAllAsync(StreamNames.Race, Subjects.Race(track))).Keys.First();
        await Eventually.HoldsAsync(async () => await IsThereAsync(day, track, run), s_patience, () => $"{run} is not stored");

        var rebuild = ServerVerb.RunAsync(
            "rebuild", $"--ConnectionStrings:nats={day.Stack.ConnectionString("nats")}", $"--ConnectionStrings:timing={day.Stack.ConnectionString("timing")}");
        var reads = 0;
        for (; !rebuild.IsCompleted; reads++)
        {
            That(await IsThereAsync(day, track, run), $"{run} was not there while the read models were built anew, at read {reads}");
        }

        var (exitCode, output, messages) = await rebuild;
        That(exitCode == 0, $"rebuild ended with {exitCode}: {output} {messages}");
        That(reads > 0, "nobody read meanwhile");
    }

    private static async Task<bool> IsThereAsync(RaceDay day, TrackId track, RunId run) => (await day.StoredResultsAsync(track, run)).Length > 0;
}
