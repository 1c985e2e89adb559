using System.Diagnostics;
using System.Net;
using BmxTiming.Tests.Chaos.SpoolRows;
using BmxTiming.Tests.Support;
using Xunit;
using static BmxTiming.Tests.Support.BatchJson;

namespace BmxTiming.Tests.Integration.Ingest;

/// <summary>
/// The broker's disk is full. Servers differ in what they do then (an error, or no answer at all): the client of ingest
/// sees 503 with Retry-After in time from all of them, and nothing is lost once there is room again.
/// </summary>
public sealed class FullDiskTests
{
    [Fact]
    [Trait("Category", "Full")]
    public async Task A_full_disk_is_503_until_there_is_room()
    {
        Assert.SkipUnless(MountedDisk.WhyNot is null, MountedDisk.WhyNot ?? "");
        using var disk = MountedDisk.Tmpfs("24m");
        await using var nats = await NatsServer.StartOwnAsync(disk.File("store"));
        await using var rig = await IngestRig.StartAsync(nats);
        var filler = disk.File("filler");
        await FillAsync(filler);

        var answered = 0L;
        IngestReply answer;
        Stopwatch watch;
        do
        {
            watch = Stopwatch.StartNew();
            answer = await rig.PostAsync(Range(answered + 1, answered + 100));
            answered += answer.Status == HttpStatusCode.OK ? 100 : 0;
        }
        while (answer.Status == HttpStatusCode.OK && answered < 100_000);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "upstream_unavailable"), (answer.Status, answer.Code));
        Assert.True(answer.RetryAfter > TimeSpan.Zero);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"{watch.Elapsed}");

        File.Delete(filler);
        await nats.KillAsync(); // Some servers stay as they are until they are started again.
        await nats.StartAsync();
        await Eventually.HoldsAsync(
            async () => (await rig.PostAsync(Range(answered + 1, answered + 100))).Status == HttpStatusCode.OK,
            TimeSpan.FromSeconds(60),
            () => "the lane does not take batches");
        Assert.Equal(Numbers(1, answered + 100), await rig.SeqsAsync());
    }

    private static async Task FillAsync(string path)
    {
        await using var file = File.Create(path);
        var block = new byte[64 * 1024];
        try
        {
            while (true)
            {
                await file.WriteAsync(block, TestContext.Current.CancellationToken);
                await file.FlushAsync(TestContext.Current.CancellationToken);
            }
        }
        catch (IOException)
        {
            // Full, which is what was wanted.
        }
    }
}
