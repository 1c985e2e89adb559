using System.Net;
using BmxTiming.Tests.Support;
using Xunit;
using static BmxTiming.Tests.Support.BatchJson;

namespace BmxTiming.Tests.Integration.Ingest;

/// <summary>Two replicas of ingest that append to one track at once: each sees what the other wrote, or is fenced and reads it.</summary>
public sealed class IngestReplicasTests(NatsServer nats)
{
    [Fact]
    public async Task Two_gateways_through_two_replicas_lose_double_and_reorder_nothing()
    {
        const int batches = 12;
        const int each = 5;
        await using var rig = await IngestRig.StartAsync(nats, replicas: 2);

        await Task.WhenAll(SendAllAsync("gw-a1", 0), SendAllAsync("gw-a2", 1));

        Assert.Equal(Numbers(1, batches * each), await rig.SeqsAsync("gw-a1"));
        Assert.Equal(Numbers(1, batches * each), await rig.SeqsAsync("gw-a2"));

        async Task SendAllAsync(string client, int replica)
        {
            var token = rig.Token(client: client);
            for (var batch = 0; batch < batches; batch++)
            {
                var body = Range((batch * each) + 1, (batch + 1) * each, client: client);
                await Eventually.HoldsAsync(
                    async () => (await rig.PostAsync(body, token, replica)).Status == HttpStatusCode.OK, TimeSpan.FromSeconds(30), () => $"batch {batch} of {client}");
            }
        }
    }

    [Fact]
    public async Task One_batch_sent_to_both_at_once_is_stored_once_and_confirmed_twice()
    {
        await using var rig = await IngestRig.StartAsync(nats, replicas: 2);
        for (var batch = 0; batch < 8; batch++)
        {
            // Small ones go out singly, large ones atomically.
            var (from, to) = ((batch * 20) + 1, (batch * 20) + (batch % 2 == 0 ? 20 : 3));
            var answers = await Task.WhenAll(rig.PostAsync(Range(from, to)), rig.PostAsync(Range(from, to), replica: 1));
            Assert.All(answers, static answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
            Assert.Equal(to - from + 1, answers.Sum(static answer => answer.Number("accepted")));
            if (to < (batch + 1) * 20)
            {
                Assert.Equal(HttpStatusCode.OK, (await rig.PostAsync(Range(to + 1, (batch + 1) * 20), replica: batch % 2)).Status);
            }
        }

        Assert.Equal(Numbers(1, 160), await rig.SeqsAsync());
    }
}
