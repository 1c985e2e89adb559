using System.Net;
using System.Net.Http.Headers;
using System.Text;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Hosting;
using BmxTiming.Tests.Support;
using BmxTiming.Tests.Unit.P3;
using Xunit;
using static BmxTiming.Tests.Support.BatchJson;

namespace BmxTiming.Tests.Integration.Ingest;

/// <summary>Every answer of the batch endpoint, over HTTP and a real broker.</summary>
public sealed class IngestAnswersTests(NatsServer nats)
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_accepted_is_on_the_log_and_durable_and_a_repetition_is_a_duplicate()
    {
        await using var rig = await IngestRig.StartAsync(nats);

        var first = await rig.PostAsync(Range(1, 3));
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal((3, 0, 3, 3), (first.Number("accepted"), first.Number("duplicates"), first.Number("last_seq"), first.Number("durable_seq")));
        Assert.Equal(3, first.Number("stream_seq"));
        Assert.NotEmpty(first.Body.GetProperty("stream_epoch").GetString()!);
        Assert.True(first.Number("sent_us") >= first.Number("received_us"));

        var again = await rig.PostAsync(Range(2, 40));
        Assert.Equal((37, 2, 40), (again.Number("accepted"), again.Number("duplicates"), again.Number("last_seq")));
        var known = await rig.PostAsync(Range(1, 40));
        Assert.Equal((0, 40, 40), (known.Number("accepted"), known.Number("duplicates"), known.Number("last_seq")));
        Assert.Equal(Numbers(1, 40), await rig.SeqsAsync());
    }

    [Fact]
    public async Task A_broken_contract_is_400_with_code_index_and_field_and_appends_nothing()
    {
        await using var rig = await IngestRig.StartAsync(nats);
        (string Body, string Code)[] broken =
        [
            (Batch([], BatchJson.Track), "empty_batch"),
            (Batch([Event(1)], version: "track_ingest.v9"), "unsupported_contract_version"),
            (Batch([Event(1, version: "track_ingest.v9")]), "unsupported_contract_version"),
            (Batch([Event(1, track: "track-b")]), "foreign_track"),
            (Batch([Event(1)], track: "track.a"), "invalid_identifier"),
            (Batch([Event(1), Event(3)]), "seq_not_consecutive"),
            (Batch([Event(1, "{\"kind\":\"loss\"}")]), "invalid_payload"),
            (Batch([Event(1), Event(2, boot: "boot-2")]), "mixed_sender"),
            (Range(1, 501), "too_many_events"),
            ("{", "invalid_body"),
        ];
        foreach (var (body, code) in broken)
        {
            var answer = await rig.PostAsync(body);
            Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
            if (code == "unsupported_contract_version")
            {
                Assert.Equal("track_ingest.v2", answer.Body.GetProperty("supported")[0].GetString());
            }
        }

        var error = (await rig.PostAsync(Batch([Event(1), Event(2, client: "*")]))).Body.GetProperty("errors")[0];
        Assert.Equal(
            (1, "invalid_identifier", "event_id_context.client_id"),
            (error.GetProperty("index").GetInt32(), error.GetProperty("code").GetString(), error.GetProperty("field").GetString()));
        Assert.Empty(await rig.SeqsAsync());
    }

    [Fact]
    public async Task Without_the_right_token_nothing_is_taken()
    {
        await using var rig = await IngestRig.StartAsync(nats);
        Assert.Equal(HttpStatusCode.Unauthorized, (await rig.PostAsync(Range(1, 1), token: "")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await rig.PostAsync(Range(1, 1), token: "no.token.atall")).Status);

        var track = await rig.PostAsync(Range(1, 1), rig.Token(track: "track-b"));
        var client = await rig.PostAsync(Range(1, 1), rig.Token(client: "gw-b1"));
        var intent = await rig.PostAsync(Batch([Event(1, "{\"intent\":\"reset\",\"intent_id\":\"0198f2c0-6a1e-7c8a-9b55-0b9f4e1c2d3e\",\"actor\":\"x\"}", "RACE_CONTROL")]));

        Assert.Equal((HttpStatusCode.Forbidden, "forbidden_track"), (track.Status, track.Code));
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden_client"), (client.Status, client.Code));
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden_message_type"), (intent.Status, intent.Code));
        Assert.Empty(await rig.SeqsAsync());
    }

    [Fact]
    public async Task A_gap_names_the_number_that_is_expected()
    {
        await using var rig = await IngestRig.StartAsync(nats);
        await rig.PostAsync(Range(1, 2));

        var gap = await rig.PostAsync(Range(5, 6));
        Assert.Equal((HttpStatusCode.Conflict, "gap", 3), (gap.Status, gap.Code, gap.Number("expected_seq")));

        var declared = await rig.PostAsync(Batch([Event(3, Loss(9), "GATEWAY"), Event(10)]));
        Assert.Equal((2, 10), (declared.Number("accepted"), declared.Number("last_seq")));
        var seqs = await rig.SeqsAsync();
        Assert.Equal([1, 2, 3, 10], seqs);
    }

    [Fact]
    public async Task Another_payload_under_a_number_is_one_dead_letter_however_often_it_comes_and_the_lane_goes_on()
    {
        await using var rig = await IngestRig.StartAsync(nats);
        await rig.PostAsync(Range(1, 2));
        var other = Batch([Event(2, Passing(77)), Event(3)]);

        for (var i = 0; i < 3; i++)
        {
            var conflict = await rig.PostAsync(other);
            Assert.Equal((HttpStatusCode.Conflict, "conflict", 2), (conflict.Status, conflict.Code, conflict.Number("seq")));
        }

        Assert.Equal(HttpStatusCode.OK, (await rig.PostAsync(Range(3, 4))).Status);
        var seqs = await rig.SeqsAsync();
        Assert.Equal([1, 2, 3, 4], seqs);
        var letter = Assert.Single(await rig.Bench.DeadLettersAsync(Roles.Ingest));
        Assert.Equal("conflict", letter.Header(MessageHeaders.Reason));
        Assert.Contains(Passing(77), Encoding.UTF8.GetString(letter.Data.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_that_are_too_large_of_another_type_or_too_many_are_refused()
    {
        await using var rig = await IngestRig.StartAsync(nats, settings: [("Ingest:BurstBatches", "4"), ("Ingest:BatchesPerSecond", "1")]);
        var large = await rig.PostAsync(Batch([Event(1, $"{{\"sky\":\"{new string('x', 300_000)}\"}}", "WEATHER")]));
        var text = await rig.PostAsync(Range(1, 1), type: "text/plain");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body_too_large"), (large.Status, large.Code));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported_media_type"), (text.Status, text.Code));

        var wild = new List<IngestReply>();
        for (var i = 0; i < 60; i++)
        {
            wild.Add(await rig.PostAsync(Range(1, 1)));
        }

        var refused = wild.First(static answer => answer.Status != HttpStatusCode.OK);
        Assert.Equal((HttpStatusCode.TooManyRequests, "rate_limited"), (refused.Status, refused.Code));
        Assert.True(refused.RetryAfter > TimeSpan.Zero);

        // Nobody else pays for it.
        Assert.Equal(HttpStatusCode.OK, (await rig.PostAsync(Range(1, 1, client: "gw-a2"), rig.Token(client: "gw-a2"))).Status);
    }

    [Fact]
    public async Task A_broker_that_does_not_confirm_is_503_with_what_is_known()
    {
        await using var own = await NatsServer.StartOwnAsync();
        await using var rig = await IngestRig.StartAsync(own);
        await rig.PostAsync(Range(1, 2));
        await own.KillAsync();

        var answer = await rig.PostAsync(Range(3, 3));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "upstream_unavailable"), (answer.Status, answer.Code));
        Assert.True(answer.RetryAfter > TimeSpan.Zero);
        Assert.Equal((2, 2), (answer.Number("last_seq"), answer.Number("stream_seq")));
        await own.StartAsync();
        await Eventually.HoldsAsync(
            async () => (await rig.PostAsync(Range(3, 3))).Status == HttpStatusCode.OK, TimeSpan.FromSeconds(30), () => "the lane does not take batches");
        var seqs = await rig.SeqsAsync();
        Assert.Equal([1, 2, 3], seqs);
    }

    [Fact]
    public async Task A_stream_made_anew_has_another_epoch_and_expects_everything_again()
    {
        await using var rig = await IngestRig.StartAsync(nats);
        var before = await rig.PostAsync(Range(1, 20));
        await rig.Bench.Broker.JetStream.DeleteStreamAsync(StreamNames.Raw, Stop);
        await TestServerHost.ProvisionStreamsAsync(rig.Bench.NatsUrl);

        var gap = await rig.PostAsync(Range(21, 21));
        Assert.Equal((HttpStatusCode.Conflict, "gap", 1), (gap.Status, gap.Code, gap.Number("expected_seq")));
        var again = await rig.PostAsync(Range(1, 21));
        Assert.Equal(21, again.Number("accepted"));
        Assert.NotEqual(before.Body.GetProperty("stream_epoch").GetString(), again.Body.GetProperty("stream_epoch").GetString());
        Assert.Equal(Numbers(1, 21), await rig.SeqsAsync());
    }

    [Fact]
    public async Task A_log_that_ends_before_what_was_confirmed_takes_nothing_new_until_it_has_that_again()
    {
        await using var rig = await IngestRig.StartAsync(nats, replicas: 2);
        string Told(string body, string by, long seq) => $"{{\"stream_epoch\":\"{by}\",\"stream_seq\":{seq},{body[1..]}";
        Assert.Equal("stream_lost", (await rig.PostAsync(Told(Range(1, 1), "of a stream that is gone", 7))).Code);
        var confirmed = await rig.PostAsync(Range(1, 3));
        var epoch = confirmed.Body.GetProperty("stream_epoch").GetString()!;
        // Both replicas know the log; it ends two messages before what this sender says it was told.
        await rig.PostAsync(Range(1, 3), replica: 1);

        var newBoot = Range(1, 1, boot: "boot-2");
        for (var replica = 0; replica < 2; replica++)
        {
            var lost = await rig.PostAsync(Told(newBoot, epoch, 5), replica: replica);
            Assert.Equal((HttpStatusCode.Conflict, "stream_lost", 3), (lost.Status, lost.Code, lost.Number("stream_seq")));
            Assert.Equal(epoch, lost.Body.GetProperty("stream_epoch").GetString());
        }

        Assert.Equal("stream_lost", (await rig.PostAsync(Told(newBoot, "another", 1))).Code);
        Assert.Equal(2, (await rig.PostAsync(Told(Range(1, 5), epoch, 3))).Number("accepted"));
        Assert.Equal(1, (await rig.PostAsync(Told(newBoot, epoch, 5), replica: 1)).Number("accepted"));
        var seqs = await rig.SeqsAsync();
        Assert.Equal([1, 2, 3, 4, 5, 1], seqs);
    }

    [Fact]
    public async Task The_trace_of_a_capture_stays_with_its_message()
    {
        await using var rig = await IngestRig.StartAsync(nats);
        string With(long seq, string trace) => Event(seq).TrimEnd()[..^1] + $",\"traceparent\":\"{trace}\"}}";

        var answer = await rig.PostAsync(Batch([With(1, Trace), With(2, "00-nonsense"), Event(3)]));

        Assert.Equal(3, answer.Number("accepted"));
        Assert.Equal([Trace, null, null], (await rig.Bench.RawAsync(TrackId.Parse(BatchJson.Track))).Select(static message => message.TraceParent));
    }

    [Fact]
    public async Task In_development_single_messages_and_captures_go_through_the_same_lane()
    {
        await using var rig = await IngestRig.StartAsync(nats);
        var client = rig.Replicas[0].Client;
        foreach (var number in Numbers(1, 3))
        {
            using var body = Message(Passing(number));
            using var answer = await client.PostAsync("/api/dev/ingest/event", body, Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using var wrong = Message(Loss(9));
        Assert.Equal("invalid_payload", (await IngestReply.ReadAsync(await client.PostAsync("/api/dev/ingest/event", wrong, Stop))).Code);

        byte[] bytes = [0, 1, .. WorkedFrame.Named("gate").Bytes, .. WorkedFrame.Named("status of an AMBrc decoder").Bytes];
        using var capture = new ByteArrayContent(bytes);
        using var file = await client.PostAsync($"/api/dev/ingest/file?track_id={BatchJson.Track}", capture, Stop);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        var seqs = await rig.SeqsAsync("development");
        Assert.Equal([1, 2, 3, 4, 5], seqs);
    }

    [Fact]
    public async Task Elsewhere_there_are_no_development_endpoints()
    {
        await using var rig = await IngestRig.StartAsync(nats, environment: "Staging");
        using var body = Json("{}");
        using var answer = await rig.Replicas[0].Client.PostAsync("/api/dev/ingest/event", body, Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static StringContent Message(string payload) =>
        Json($$"""{"track_id":"{{BatchJson.Track}}","message_type":"PASSING","payload":{{payload}} }""");

    private static StringContent Json(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}
