using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NATS.Client.Core;
using NATS.Client.JetStream;
using Xunit;

namespace BmxTiming.Tests.Integration.Messaging;

public sealed class StreamTests(NatsServer nats) : IAsyncLifetime
{
    private static readonly TrackId s_track = TrackId.Parse("track-a");
    private readonly string _url = nats.NewAccountUrl();
    private NatsConnection _connection = null!;
    private Broker _broker = null!;
    private SubjectWriter _writer = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await TestServerHost.ProvisionStreamsAsync(_url);
        _connection = new NatsConnection(MessagingExtensions.Tune(NatsOpts.Default with { Url = _url }));
        await _connection.ConnectAsync();
        _broker = new Broker(_connection, new NatsJSContext(_connection), Options.Create(new StreamOptions()));
        _writer = new SubjectWriter(_broker);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    [Fact]
    public async Task Provisioning_twice_leaves_the_streams_as_defined()
    {
        await TestServerHost.ProvisionStreamsAsync(_url);
        var provisioner = new StreamProvisioner(_broker, Options.Create(new StreamOptions()));
        Assert.Empty(await provisioner.DifferencesAsync(Stop));
    }

    [Fact]
    public async Task Provisioning_refuses_to_weaken_a_stream()
    {
        var raw = (await _broker.StreamInfoAsync(StreamNames.Raw, null, Stop)).Config;
        await _broker.JetStream.UpdateStreamAsync(raw with { MaxAge = TimeSpan.FromDays(8) }, Stop);

        var provisioned = await new StreamProvisioner(_broker, Options.Create(new StreamOptions())).ProvisionAsync(false, Stop);

        Assert.Equal("would_weaken", provisioned.Error?.Code);
        Assert.Equal(TimeSpan.FromDays(8), (await _broker.StreamInfoAsync(StreamNames.Raw, null, Stop)).Config.MaxAge);
    }

    [Fact]
    public async Task Appends_stand_in_order_and_a_repeat_is_recognised()
    {
        var subject = Subjects.Raw(s_track);
        var first = await _writer.AppendAsync(StreamNames.Raw, subject, 0, Messages(1, 3), Stop);
        var batch = await _writer.AppendAsync(StreamNames.Raw, subject, first.LastSeq, Messages(4, 40), Stop);
        var repeated = await _writer.AppendAsync(StreamNames.Raw, subject, batch.LastSeq, Messages(43, 1), Stop);

        Assert.True(first.Appended && batch.Appended && repeated.Appended);
        Assert.Equal(batch.LastSeq, repeated.LastSeq);
        Assert.Equal(Enumerable.Range(1, 43).Select(i => $"m{i}"), await ReadAsync(subject, 43));
    }

    [Fact]
    public async Task A_lost_acknowledgement_of_a_batch_is_adopted_on_retry()
    {
        var subject = Subjects.Raw(s_track);
        await _writer.AppendAsync(StreamNames.Raw, subject, 0, Messages(1, 20), Stop);

        var again = await _writer.AppendAsync(StreamNames.Raw, subject, 0, Messages(1, 20), Stop);

        Assert.Equal(20, (await ReadAsync(subject, 20)).Count);
        Assert.Equal(20ul, (await _broker.LastAsync(StreamNames.Raw, subject, Stop))!.Value.StreamSeq);
        Assert.False(again.Appended && again.LastSeq != 20ul);
    }

    [Fact]
    public async Task A_chain_is_taken_link_by_link()
    {
        var subject = Subjects.Raw(s_track);
        var answers = await _broker.PublishChainBehindAsync(subject, Messages(1, 10), 0, Stop);
        var fenced = await _broker.PublishChainBehindAsync(subject, Messages(11, 10), 9, Stop);

        Assert.Equal(Enumerable.Range(1, 10).Select(i => (ulong)i), answers.Select(answer => answer.Seq));
        Assert.Equal([10071, .. Enumerable.Repeat(10070, 9)], fenced.Select(answer => answer.Error?.ErrCode ?? 0));
        Assert.Equal(Enumerable.Range(1, 10).Select(i => $"m{i}"), await ReadAsync(subject, 10));
    }

    [Theory]
    [InlineData("x", "track-a")]
    [InlineData("x", "track-b")]
    [InlineData(null, "track-b")]
    public async Task Nothing_of_a_chain_is_taken_behind_what_came_between(string? id, string track)
    {
        var subject = Subjects.Raw(s_track);
        await _writer.AppendAsync(StreamNames.Raw, subject, 0, Messages(1, 2), Stop);
        await _broker.PublishAsync(Subjects.Raw(TrackId.Parse(track)), "{}"u8.ToArray(), id, null, Stop);

        var answers = await _broker.PublishChainBehindAsync(subject, Messages(2, 3), 1, Stop); // m2 is there, but not as the end

        Assert.All(answers, answer => Assert.True(answer.Error is not null || answer.Duplicate, answer.ToString()));
        Assert.DoesNotContain("m3", await ReadAsync(subject, 2));
    }

    [Fact]
    public async Task A_chain_goes_on_behind_what_an_older_attempt_left_and_counts_what_is_new()
    {
        var subject = Subjects.Raw(s_track);
        await _writer.AppendAsync(StreamNames.Raw, subject, 0, Messages(1, 3), Stop);

        var again = await _writer.AppendAsync(StreamNames.Raw, subject, 1, Messages(2, 4), Stop); // m1 … m3 are there, only m1 is known to be

        Assert.Equal(2, again.Written);
        Assert.Equal(["m1", "m2", "m3", "m4", "m5"], await ReadAsync(subject, 5));
    }

    [Fact]
    public async Task A_writer_whose_chain_is_broken_by_another_track_goes_on_singly()
    {
        var (subject, other) = (Subjects.Raw(s_track), Subjects.Raw(TrackId.Parse("track-b")));
        ulong last = 0, otherLast = 0;
        var rounds = Enumerable.Range(0, 40).ToList();
        foreach (var round in rounds)
        {
            // Two tracks at once, each in order.
            var outcomes = await Task.WhenAll(
                _writer.AppendAsync(StreamNames.Raw, subject, last, Messages((round * 5) + 1, 5), Stop),
                _writer.AppendAsync(StreamNames.Raw, other, otherLast, Messages(1_000 + (round * 5), 5), Stop));
            Assert.All(outcomes, outcome => Assert.Equal((true, 5, false), (outcome.Appended, outcome.Written, outcome.Adopted)));
            (last, otherLast) = (outcomes[0].LastSeq, outcomes[1].LastSeq);
        }

        Assert.Equal(Enumerable.Range(1, 200).Select(i => $"m{i}"), await ReadAsync(subject, 200));
        Assert.Equal(Enumerable.Range(1_000, 200).Select(i => $"m{i}"), await ReadAsync(other, 200));
    }

    [Fact]
    public async Task A_writer_that_does_not_know_the_end_is_fenced()
    {
        var subject = Subjects.Raw(s_track);
        await _writer.AppendAsync(StreamNames.Raw, subject, 0, Messages(1, 2), Stop);

        var late = await _writer.AppendAsync(StreamNames.Raw, subject, 1, Messages(9, 1), Stop);

        Assert.Equal(AppendOutcome.Fenced(2), late);
        Assert.Equal(["m1", "m2"], await ReadAsync(subject, 2));
    }

    [Fact]
    public async Task A_reader_sees_its_subject_only()
    {
        await _writer.AppendAsync(StreamNames.Raw, Subjects.Raw(s_track), 0, Messages(1, 1), Stop);
        await _writer.AppendAsync(StreamNames.Raw, Subjects.Raw(TrackId.Parse("track-b")), 0, Messages(100, 1), Stop);
        await _writer.AppendAsync(StreamNames.Raw, Subjects.Raw(s_track), 1, Messages(2, 1), Stop);

        Assert.Equal(["m1", "m2"], await ReadAsync(Subjects.Raw(s_track), 2));
    }

    private async Task<List<string?>> ReadAsync(string subject, int count)
    {
        var reader = new SubjectReader(_broker, NullLogger<SubjectReader>.Instance, TimeProvider.System);
        var ids = new List<string?>();
        await foreach (var message in reader.ReadAsync(StreamNames.Raw, subject, 1, "test", Stop))
        {
            ids.Add(message.MessageId);
            if (message.Pending == 0 && ids.Count >= count)
            {
                break;
            }
        }

        return ids;
    }

    private static OutgoingMessage[] Messages(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(i => new OutgoingMessage($"m{i}", "{}"u8.ToArray()))];
}
