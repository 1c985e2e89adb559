using System.Diagnostics;
using System.Net;
using BmxTiming.Tests.Chaos.SpoolRows;
using BmxTiming.Tests.Support;
using static BmxTiming.Tests.Chaos.ChaosCheck;
using static BmxTiming.Tests.Support.BatchJson;

namespace BmxTiming.Tests.Chaos.Cluster.Parts;

/// <summary>Row 9n: the broker's disk is full, and then has room again.</summary>
internal static class FullDiskRows
{
    private const int Each = 100;
    private const int MostMessages = 60_000;

    private static readonly TimeSpan s_longestAnswer = TimeSpan.FromSeconds(15);

    public static async Task FullAsync(bool planted)
    {
        using var disk = MountedDisk.Tmpfs("24m");
        await using var parts = await IngestParts.StartAsync(await BrokerProcess.StartNewAsync(disk.File("store")));
        var filler = disk.File("filler");
        if (!planted)
        {
            Fill(filler);
        }

        var (taken, answer, longest) = (0L, HttpStatusCode.OK, TimeSpan.Zero);
        while (answer == HttpStatusCode.OK && taken < (planted ? Each * 10 : MostMessages))
        {
            var start = Stopwatch.GetTimestamp();
            var reply = await parts.PostAsync(Range(taken + 1, taken + Each));
            longest = Stopwatch.GetElapsedTime(start) is var took && took > longest ? took : longest;
            answer = reply.Status;
            taken += answer == HttpStatusCode.OK ? Each : 0;
            That(answer == HttpStatusCode.OK || reply.RetryAfter > TimeSpan.Zero, $"{answer} without Retry-After");
        }

        That(answer == HttpStatusCode.ServiceUnavailable, $"{answer} on a full disk after {taken} messages");
        That(longest < s_longestAnswer, $"an answer took {longest}");
        File.Delete(filler);
        await parts.Broker.KillAsync(); // Some servers stay as they are until they are started again.
        await parts.Broker.StartAsync();
        await parts.IsTakenAsync(Range(taken + 1, taken + Each));
        var keys = await parts.KeysAsync();
        That(keys.SequenceEqual(Numbers(1, taken + Each).Select(static seq => (Boot, seq))), $"{keys.Count} messages on the log, {taken + Each} confirmed");
    }

    private static void Fill(string path)
    {
        using var file = File.Create(path);
        var block = new byte[64 * 1024];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full, which is what was wanted.
        }
    }
}
