using System.Net;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Tests.Support;
using static BmxTiming.Tests.Chaos.ChaosCheck;
using static BmxTiming.Tests.Support.BatchJson;

namespace BmxTiming.Tests.Chaos.Cluster.Parts;

/// <summary>Rows 2 to 4: the same batch twice at once, the same number with other content, and a batch again after the broker has forgotten it.</summary>
internal static class DuplicateRows
{
    private const int Batches = 30;
    private const int Each = 7;

    public static async Task TwiceAtOnceAsync(bool planted)
    {
        await using var parts = await IngestParts.StartAsync(replicas: 2);
        for (var batch = 0; batch < Batches; batch++)
        {
            var (from, to) = ((batch * Each) + 1, (batch + 1) * Each);
            // A sender that gives the repetition numbers of a boot of its own is what nobody can recognise.
            var answers = await Task.WhenAll(
                parts.PostAsync(Range(from, to)), parts.PostAsync(planted ? Range(from, to, boot: "boot-2") : Range(from, to), replica: 1));
            That(
                answers.All(static answer => answer.Status == HttpStatusCode.OK),
                string.Join(", ", answers.Select(static answer => $"{answer.Status} {answer.Code}")));
            var accepted = answers.Sum(static answer => answer.Number("accepted"));
            That(accepted == Each, $"{accepted} of {Each} counted as new by the two replicas together");
        }

        var keys = await parts.KeysAsync();
        That(keys.SequenceEqual(Numbers(1, Batches * Each).Select(static seq => (Boot, seq))), $"{keys.Count} messages on the log, {Batches * Each} sent");
    }

    public static async Task OtherContentAsync(bool planted)
    {
        await using var parts = await IngestParts.StartAsync();
        That((await parts.PostAsync(Range(1, 5))).Status == HttpStatusCode.OK, "the first batch was not taken");
        // The same content under the number is no conflict, and the row must see that there was none.
        var other = Batch([Event(3, planted ? Passing(3) : Passing(77))]);
        var answer = await parts.PostAsync(other);
        That(
            (answer.Status, answer.Code) == (HttpStatusCode.Conflict, "conflict"),
            $"{answer.Status} {answer.Code} for a number with other content");
        That(answer.Number("seq") == 3, $"the conflict names {answer.Number("seq")}");

        var raw = await parts.Bench.RawAsync(IngestParts.Track);
        That(raw.Count == 5 && raw[2].Payload.GetProperty("passing_number").GetInt32() == 3, "the first content is not what is on the log");
        var letters = await parts.Bench.DeadLettersAsync("ingest");
        That(letters.Count == 1, $"{letters.Count} dead letters of one conflict");
        That((await parts.PostAsync(Range(6, 7))).Status == HttpStatusCode.OK, "the track does not go on");
    }

    public static async Task AfterTheWindowAsync(bool planted)
    {
        await using var parts = await IngestParts.StartAsync();
        await parts.ForgetIdsAfterAsync(TimeSpan.FromSeconds(1));
        That((await parts.PostAsync(Range(1, 20))).Status == HttpStatusCode.OK, "the batch was not taken");
        await ForgottenAsync(parts, await LastIdAsync(parts));

        var again = await parts.PostAsync(planted ? Range(1, 20, boot: "boot-2") : Range(1, 20));
        That((again.Status, again.Number("duplicates")) == (HttpStatusCode.OK, 20L), $"{again.Status}: {again.Number("duplicates")} of 20 are duplicates");
        await parts.Ingest[0].RestartAsync();
        await parts.IsTakenAsync(Range(1, 20));
        That((await parts.KeysAsync()).Count == 20, $"{(await parts.KeysAsync()).Count} messages on the log, 20 sent");
    }

    private static async Task<string> LastIdAsync(IngestParts parts) =>
        (await parts.Bench.Broker.LastAsync(StreamNames.Raw, Subjects.Raw(IngestParts.Track), CancellationToken.None))!.Value.MessageId!;

    /// <summary>Until the broker stores the id a second time, on another track: from here on only the lane knows it.</summary>
    private static async Task ForgottenAsync(IngestParts parts, string messageId)
    {
        var subject = Subjects.Raw(TrackId.Parse("track-z"));
        await Eventually.HoldsAsync(
            async () =>
            {
                await parts.Bench.Broker.PublishAsync(subject, "{}"u8.ToArray(), messageId, null, CancellationToken.None);
                return await parts.Bench.Broker.LastAsync(StreamNames.Raw, subject, CancellationToken.None) is not null;
            },
            TimeSpan.FromSeconds(20),
            () => "the broker still knows the id");
    }
}
