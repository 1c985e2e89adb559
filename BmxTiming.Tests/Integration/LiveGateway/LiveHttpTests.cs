using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.LiveGateway;

public sealed class LiveHttpTests(NatsServer nats)
{
    private readonly string _url = nats.NewAccountUrl();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_snapshot_is_sent_again_only_when_something_happened()
    {
        await using var gateway = await StartAsync();
        await using var log = await LiveLog.OpenAsync(_url);
        await log.AppendAsync(log.Events.Staged("day-1", isPublic: true));
        using var first = await GetAsync(gateway, "/api/tracks/track-a/live");
        var snapshot = await first.Content.ReadFromJsonAsync(WireJson.Default.RaceSnapshot, Stop);
        Assert.Equal((HttpStatusCode.OK, 1L, RacePhases.Staged), (first.StatusCode, snapshot!.RaceSeq, snapshot.Phase));
        Assert.Equal("no-cache", first.Headers.CacheControl?.ToString());
        var tag = first.Headers.ETag!.ToString();

        using var same = await GetAsync(gateway, "/api/tracks/track-a/live", ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.NotModified, 0), (same.StatusCode, (await same.Content.ReadAsByteArrayAsync(Stop)).Length));

        await log.AppendAsync(log.Events.Reset("day-1"));
        await Eventually.HoldsAsync(
            async () =>
            {
                using var changed = await GetAsync(gateway, "/api/tracks/track-a/live", ("If-None-Match", tag));
                return changed.StatusCode == HttpStatusCode.OK && changed.Headers.ETag!.ToString() != tag;
            },
            LiveRig.Patience,
            () => "still not modified");
    }

    [Fact]
    public async Task Server_sent_events_are_the_same_frames_and_resume_behind_the_last_one_seen()
    {
        await using var gateway = await StartAsync();
        await using var log = await LiveLog.OpenAsync(_url);
        await log.AppendNotesAsync(5);
        await using var stream = await SseStream.OpenAsync(gateway, null);
        // The answer begins before the snapshot is taken: what comes meanwhile may be in it.
        var frames = (await stream.ReadToAsync(5)).ToList();
        await log.AppendNotesAsync(3);
        frames.AddRange(await stream.ReadToAsync(8));
        Assert.Equal((LiveKinds.Snapshot, "5"), (frames[0].Frame.Kind, frames[0].Id));
        Assert.Equal(["6", "7", "8"], frames.Skip(1).Select(frame => frame.Id));
        Assert.Null(FrameChain.Fault(frames.Select(frame => frame.Frame)));

        await using var resumed = await SseStream.OpenAsync(gateway, "6");
        var rest = await resumed.ReadToAsync(8);
        Assert.Equal(["7", "8"], rest.Select(frame => frame.Id));
        Assert.Null(FrameChain.Fault(rest.Select(frame => frame.Frame), from: 6));
    }

    [Fact]
    public async Task A_client_that_missed_nothing_is_answered_before_anything_happens()
    {
        await using var gateway = await StartAsync(("LiveGateway:IdleHeartbeatMs", "60000"));
        await using var log = await LiveLog.OpenAsync(_url);
        await log.AppendNotesAsync(5);
        await using var stream = await SseStream.OpenAsync(gateway, "5").WaitAsync(TimeSpan.FromSeconds(30), Stop);
        await log.AppendNotesAsync(1);
        Assert.Equal("6", (await stream.ReadToAsync(6))[0].Id);
    }

    [Theory]
    [InlineData("/api/tracks/Track.A/live")]
    [InlineData("/api/tracks/track-a/live?meeting_id=a.b")]
    [InlineData("/api/tracks/Track.A/live/events")]
    public async Task Names_that_are_no_identifiers_are_refused(string path)
    {
        await using var gateway = await StartAsync();
        using var answer = await GetAsync(gateway, path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_identifier", (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString());
    }

    private Task<TestServerHost> StartAsync(params (string Name, string Value)[] more) =>
        TestServerHost.StartAsync("ws-gateway", LiveRig.Settings(_url, more));

    private static async Task<HttpResponseMessage> GetAsync(TestServerHost gateway, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await gateway.Client.SendAsync(request, Stop);
    }

    private sealed class SseStream(HttpResponseMessage answer, StreamReader reader) : IAsyncDisposable
    {
        public static async Task<SseStream> OpenAsync(TestServerHost gateway, string? lastEventId)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/tracks/track-a/live/events");
            if (lastEventId is not null)
            {
                request.Headers.Add("Last-Event-ID", lastEventId);
            }

            var answer = await gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
            Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
            return new SseStream(answer, new StreamReader(await answer.Content.ReadAsStreamAsync(Stop)));
        }

        /// <summary>Reads messages up to the one with this sequence.</summary>
        public async Task<IReadOnlyList<(string? Id, LiveFrame Frame)>> ReadToAsync(long seq)
        {
            var messages = new List<(string? Id, LiveFrame Frame)>();
            string? id = null;
            while (messages.Count == 0 || messages[^1].Frame.Seq < seq)
            {
                var line = await reader.ReadLineAsync(Stop).AsTask().WaitAsync(LiveRig.Patience, Stop) ?? throw new EndOfStreamException();
                if (line.StartsWith("id: ", StringComparison.Ordinal))
                {
                    id = line[4..];
                }
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    messages.Add((id, JsonSerializer.Deserialize(line[6..], WireJson.Default.LiveFrame)!));
                    id = null;
                }
            }

            return messages;
        }

        public ValueTask DisposeAsync()
        {
            reader.Dispose();
            answer.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
