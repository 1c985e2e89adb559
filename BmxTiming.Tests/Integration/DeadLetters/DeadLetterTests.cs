using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Streams;
using BmxTiming.Server.Control.Audit;
using BmxTiming.Server.Hosting;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Projections;
using BmxTiming.Server.ReadModels;
using BmxTiming.Tests.Support;
using BmxTiming.Tests.Unit.Projections;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BmxTiming.Tests.Integration.DeadLetters;

public sealed class DeadLetterTests(NatsServer nats, PostgresServer postgres)
{
    private static readonly TrackId s_track = TrackId.Parse(BatchJson.Track);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Provokes("already_requeued")]
    public async Task A_conflict_becomes_a_letter_and_requeued_twice_it_is_one_new_message()
    {
        using var tokens = new TestTokens();
        var settings = await SettingsAsync();
        settings["Auth:GatewayKeys:0"] = tokens.PublicKeyPath;
        await using var host = await TestServerHost.StartAsync("ingest,control", settings);
        await using var bench = await TrackBench.StartAsync(settings["ConnectionStrings:nats"]!);
        host.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Gateway(BatchJson.Track, BatchJson.Client));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(host, BatchJson.Range(1, 2)));
        Assert.Equal(HttpStatusCode.Conflict, await SendAsync(host, BatchJson.Batch([BatchJson.Event(2, BatchJson.Passing(77))])));
        Assert.Equal(HttpStatusCode.Conflict, await SendAsync(host, BatchJson.Batch([BatchJson.Event(2, BatchJson.Passing(77))])));

        var letter = Assert.Single(await LettersAsync(host, Roles.Ingest));
        Assert.Equal((DeadLetter.Conflict, Subjects.Raw(s_track), (long?)null), (letter.Reason, letter.Origin.Subject, letter.Origin.Seq));

        var first = await PostAsync(host, letter.Seq, "requeue");
        var second = await PostAsync(host, letter.Seq, "requeue");

        Assert.False(first.GetProperty("repeated").GetBoolean());
        Assert.True(second.GetProperty("repeated").GetBoolean());
        Assert.Equal("appended", second.GetProperty("decision").GetProperty("action").GetString());
        Assert.Equal(3, second.GetProperty("decision").GetProperty("raw_seq").GetInt64());
        var raw = await bench.RawAsync(s_track);
        var requeued = Assert.Single(raw, message => message.EventIdContext.ClientId == ClientId.Requeue);
        Assert.Equal((77, true), (requeued.Payload.GetProperty("passing_number").GetInt32(), requeued.Payload.GetProperty("resent").GetBoolean()));

        // The sender's own numbers go on as if nothing had been requeued.
        Assert.Equal(HttpStatusCode.OK, await SendAsync(host, BatchJson.Range(3, 3)));
        Assert.Equal(2, await AuditedAsync(host, "requeue_dead_letter"));
        Assert.Equal(HttpStatusCode.Conflict, (await host.Client.PostAsJsonAsync($"/api/dead-letters/{letter.Seq}/discard", new { reason = "late" }, Stop)).StatusCode);
    }

    [Fact]
    [Provokes("not_requeueable", "dead_letter_not_found")]
    public async Task What_the_engine_skips_is_a_letter_with_its_origin_and_is_discarded_with_a_reason()
    {
        var settings = await SettingsAsync();
        await using var host = await TestServerHost.StartAsync("race-engine,control", settings);
        await using var bench = await TrackBench.StartAsync(settings["ConnectionStrings:nats"]!);
        var outcome = await bench.Writer.AppendAsync(
            StreamNames.Raw, Subjects.Raw(s_track), 0,
            [new OutgoingMessage("poison", "{\"broken"u8.ToArray(), new Dictionary<string, string> { ["traceparent"] = "00-ab" })], Stop);

        var letter = Assert.Single(await LettersAsync(host, Roles.RaceEngine));
        Assert.Equal(
            ("invalid_envelope", StreamNames.Raw, Subjects.Raw(s_track), (long?)outcome.LastSeq),
            (letter.Reason, letter.Origin.Stream, letter.Origin.Subject, letter.Origin.Seq));
        Assert.Equal("00-ab", letter.Origin.Headers["traceparent"]);
        Assert.Equal("{\"broken", Encoding.UTF8.GetString(letter.Body.Span));

        using var refused = await host.Client.PostAsync($"/api/dead-letters/{letter.Seq}/requeue", null, Stop);
        Assert.Equal("not_requeueable", (await JsonAsync(refused)).GetProperty("code").GetString());
        using var nameless = await host.Client.PostAsJsonAsync($"/api/dead-letters/{letter.Seq}/discard", new { }, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, nameless.StatusCode);
        Assert.Equal(1, await ListedAsync(host, ""));

        using var discarded = await host.Client.PostAsJsonAsync($"/api/dead-letters/{letter.Seq}/discard", new { reason = "line noise" }, Stop);
        Assert.Equal(HttpStatusCode.OK, discarded.StatusCode);

        Assert.Equal((0, 1), (await ListedAsync(host, ""), await ListedAsync(host, "?state=all")));
        using var shown = await host.Client.GetAsync($"/api/dead-letters/{letter.Seq}", Stop);
        var view = await JsonAsync(shown);
        Assert.Equal("line noise", view.GetProperty("decision").GetProperty("reason").GetString());
        Assert.Equal("{\"broken", Encoding.UTF8.GetString(view.GetProperty("body_base64").GetBytesFromBase64()));
        Assert.Equal(1, await AuditedAsync(host, "discard_dead_letter"));
        using var missing = await host.Client.GetAsync("/api/dead-letters/4711", Stop);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task What_a_projection_gives_up_on_is_a_letter_and_requeueing_it_builds_the_track_anew()
    {
        var settings = await SettingsAsync();
        await using var host = await TestServerHost.StartAsync("projections,control", settings);
        var log = new RaceEventLog(host, s_track);
        var events = new RaceEvents(s_track);
        await log.AppendAsync(events.Staged(1));
        var payloadless = events.Gate(1) with { Payload = JsonSerializer.SerializeToElement<string?>(null) };
        await log.AppendBytesAsync(payloadless.EventId.ToString(), RaceEvents.Bytes(payloadless));
        await log.AppendAsync(events.Finished(1));
        await ProjectionRig.ReachesAsync(host, ProjectionFeed.Race, s_track, log.Last);

        var letter = Assert.Single(await LettersAsync(host, Roles.Projections));
        Assert.Equal((DeadLetter.Unreadable, StreamNames.Race, (long?)log.Last - 1), (letter.Reason, letter.Origin.Stream, letter.Origin.Seq));

        var outcome = await PostAsync(host, letter.Seq, "requeue");
        Assert.Equal("rebuild_requested", outcome.GetProperty("decision").GetProperty("action").GetString());
        long? generation = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                await using var session = ProjectionRig.Open(host);
                generation = (await session.FindAsync<ProjectionGeneration>($"race:{s_track}", Stop))?.Number;
                return generation == 1 && (await session.ListAsync<RebuildRequest>(all => all, Stop)).Count == 0;
            },
            s_patience,
            () => $"generation {generation}");
        Assert.Single(await LettersAsync(host, Roles.Projections));
    }

    [Fact]
    [Provokes("nothing_to_requeue")]
    public async Task A_letter_that_was_sent_again_much_later_is_listed_once()
    {
        var settings = await SettingsAsync();
        await using var host = await TestServerHost.StartAsync("control", settings);
        var broker = host.Services.GetRequiredService<Broker>();
        var config = (await broker.StreamInfoAsync(StreamNames.DeadLetter, null, Stop)).Config;
        await broker.JetStream.UpdateStreamAsync(config with { DuplicateWindow = TimeSpan.FromMilliseconds(100) }, Stop);
        var letters = host.Services.GetRequiredService<Server.Platform.Messaging.DeadLetters>();
        var sender = host.Services.GetRequiredService<DeadLetterSender>();
        var message = new LogMessage(Subjects.Race(s_track), 9, "x"u8.ToArray(), null, 0);
        ulong last = 0;
        await Eventually.HoldsAsync(
            async () =>
            {
                await sender.SendAsync(Roles.WsGateway, DeadLetter.Unreadable, StreamNames.Race, message, Stop);
                last = (await broker.BoundsAsync(StreamNames.DeadLetter, Stop)).LastSeq;
                return last >= 2;
            },
            s_patience,
            () => $"{last} letters");

        var listed = Assert.Single(await letters.ListAsync(null, Stop));
        Assert.Equal((1, (int)last, Roles.WsGateway), (listed.Seq, listed.Copies, listed.Source));
        using var refused = await host.Client.PostAsync($"/api/dead-letters/{listed.Seq}/requeue", null, Stop);
        Assert.Equal("nothing_to_requeue", (await JsonAsync(refused)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_verb_does_what_the_api_does()
    {
        var settings = await SettingsAsync();
        await using var host = await TestServerHost.StartAsync("race-engine,control", settings);
        await using var bench = await TrackBench.StartAsync(settings["ConnectionStrings:nats"]!);
        var log = new RawLogBuilder(s_track.Value);
        log.Status(0);
        var good = log.Records[0];
        await bench.AppendAsync(s_track, [good, log.Bytes(Encoding.UTF8.GetString(good.Body.Span).Replace("\"decoder_id\":204634", "\"decoder_id\":\"x\"", StringComparison.Ordinal).Replace("\"seq\":1", "\"seq\":2", StringComparison.Ordinal))]);
        var letter = Assert.Single(await LettersAsync(host, Roles.RaceEngine));
        Assert.Equal("invalid_payload", letter.Reason);
        var seq = letter.Seq.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string[] stores = [$"--ConnectionStrings:nats={settings["ConnectionStrings:nats"]}", $"--ConnectionStrings:timing={settings["ConnectionStrings:timing"]}"];

        var (code, output, messages) = await ServerVerb.RunAsync(["dlq", "list", .. stores]);
        Assert.True(code == 0, output + messages);
        Assert.Contains("dlq: 1 letters", output, StringComparison.Ordinal);
        Assert.Equal(0, await ServerVerbs.RunAsync(["dlq", "show", seq, .. stores]));
        Assert.Equal(0, await ServerVerbs.RunAsync(["dlq", "requeue", seq, .. stores]));
        Assert.Equal(0, await ServerVerbs.RunAsync(["dlq", "requeue", seq, .. stores]));
        Assert.Equal(3, await ServerVerbs.RunAsync(["dlq", "discard", seq, "--reason", "late", .. stores]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["dlq", "show", "4711", .. stores]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["dlq", "discard", seq, .. stores]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["dlq", "burn", .. stores]));
        Assert.Equal(2, await ServerVerbs.RunAsync(["dlq", "list"]));

        // It still cannot be read, so it is skipped again, at its new place.
        await Eventually.HoldsAsync(
            async () => (await LettersAsync(host, Roles.RaceEngine)).Count == 2, s_patience, () => "no second letter");
        Assert.Equal(2, await AuditedAsync(host, "requeue_dead_letter"));
    }

    private async Task<Dictionary<string, string?>> SettingsAsync() =>
        ProjectionRig.Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync());

    private static async Task<HttpStatusCode> SendAsync(TestServerHost host, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await host.Client.PostAsync("/api/ingest/batch", content, Stop);
        return answer.StatusCode;
    }

    /// <summary>Waits for the first letter of a role.</summary>
    private static async Task<IReadOnlyList<DeadLetter>> LettersAsync(TestServerHost host, string source)
    {
        IReadOnlyList<DeadLetter> letters = [];
        await Eventually.HoldsAsync(
            async () => (letters = await host.Services.GetRequiredService<Server.Platform.Messaging.DeadLetters>().ListAsync(source, Stop)).Count > 0,
            s_patience,
            () => $"no letter of {source}");
        return letters;
    }

    private static async Task<JsonElement> PostAsync(TestServerHost host, long seq, string action)
    {
        using var answer = await host.Client.PostAsync($"/api/dead-letters/{seq}/{action}", null, Stop);
        var json = await JsonAsync(answer);
        Assert.True(answer.IsSuccessStatusCode, json.ToString());
        return json;
    }

    private static async Task<int> ListedAsync(TestServerHost host, string query)
    {
        using var answer = await host.Client.GetAsync($"/api/dead-letters{query}", Stop);
        return (await JsonAsync(answer)).GetProperty("items").GetArrayLength();
    }

    private static async Task<int> AuditedAsync(TestServerHost host, string action)
    {
        await using var session = ProjectionRig.Open(host);
        return (await session.ListAsync<AuditEntry>(all => all.Where(entry => entry.Action == action), Stop)).Count;
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(text.Length > 0, $"{answer.StatusCode} without a body");
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}
