using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Streams;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.EndToEnd;

/// <summary>The five acceptance criteria of ADR-0001, each against the whole stack.</summary>
[Collection(nameof(RaceDay))]
public sealed class AcceptanceTests(RaceDay day)
{
    private const int RidersPerMoto = 8;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Criterion_1_three_concurrent_tracks_run_without_order_violations()
    {
        await Task.WhenAll(RaceDay.Tracks.Select(track => day.MoreFinishedRacesAsync(track, 1)));

        foreach (var track in RaceDay.Tracks)
        {
            var events = await day.RaceAsync(track);
            Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), events.Select(e => e.RaceSeq));
            Assert.All(events, e => Assert.Equal(track, e.TrackId));

            var raw = await day.RawAsync(track);
            Assert.All(
                raw.Where(message => !message.EventIdContext.ClientId.IsReserved)
                    .GroupBy(message => (message.EventIdContext.ClientId, message.EventIdContext.BootId)),
                boot => Assert.Equal(
                    Enumerable.Range(1, boot.Count()).Select(i => (long)i), boot.Select(message => message.EventIdContext.Seq)));
            Assert.All(RaceDay.Finished(events), race => Assert.Equal(RidersPerMoto, race.Results.Count));
        }
    }

    [Fact]
    public async Task Criterion_2_replaying_a_raw_stream_reproduces_the_same_results()
    {
        foreach (var track in RaceDay.Tracks)
        {
            await day.MoreFinishedRacesAsync(track, 1);
            var raw = await day.ReadAllAsync(StreamNames.Raw, Subjects.Raw(track));
            var folded = IndependentFold.Events(track, raw);

            IReadOnlyList<byte[]> published = [];
            await Eventually.HoldsAsync(
                async () =>
                {
                    published = [.. (await day.ReadAllAsync(StreamNames.Race, Subjects.Race(track))).Select(message => message.Data.ToArray())];
                    return published.Count >= folded.Count;
                },
                TimeSpan.FromSeconds(20),
                () => $"{published.Count} of {folded.Count} events");

            Assert.Equal(folded.Select(Encoding.UTF8.GetString), published.Take(folded.Count).Select(Encoding.UTF8.GetString));
            await AssertStoredResultsEqualAsync(track, folded);
        }
    }

    [Fact]
    public async Task Criterion_3_a_websocket_client_sees_only_its_track()
    {
        await using var socket = await LiveSocket.ConnectAsync(day.Web, "track_id=track-b", Stop);
        await day.MoreFinishedRacesAsync(TrackId.Parse("track-b"), 1);

        var frames = socket.Frames.Select(seen => seen.Frame).ToList();
        Assert.Equal(LiveKinds.Snapshot, frames[0].Kind);
        Assert.All(frames, frame => Assert.Equal(TrackId.Parse("track-b"), frame.TrackId));
        var last = frames[0].Seq;
        foreach (var frame in frames.Where(frame => frame.Kind == LiveKinds.Event))
        {
            Assert.Equal(last, frame.PrevSeq);
            Assert.Equal(last + 1, frame.Seq);
            last = frame.Seq;
        }

        Assert.Contains(frames, frame => frame.Kind == LiveKinds.Event);
    }

    [Fact]
    public async Task Criterion_4_ingest_retries_create_no_duplicate_results()
    {
        var track = RaceDay.Tracks[0];
        await day.MoreFinishedRacesAsync(track, 1);
        var sent = (await day.RawAsync(track)).Where(message => !message.EventIdContext.ClientId.IsReserved).ToList();
        var boot = sent[0].EventIdContext.BootId;
        var events = sent.Where(message => message.EventIdContext.BootId == boot)
            .Take(40).Select(message => message with { IngestedAtUs = null }).ToList();
        var finishedBefore = RaceDay.Finished(await day.RaceAsync(track)).Select(race => race.RunId).ToList();

        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/ingest/batch")
            {
                Content = JsonContent.Create(
                    new IngestBatch { ContractVersion = ContractVersions.TrackIngestV2, TrackId = track, Events = events },
                    WireJson.Default.IngestBatch),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Bearer", (await File.ReadAllTextAsync(Path.Combine(day.Stack.StateDirectory, "tokens", "track-a.jwt"), Stop)).Trim());
            using var answer = await day.Http.SendAsync(request, Stop);
            var text = await answer.Content.ReadAsStringAsync(Stop);
            Assert.True(answer.IsSuccessStatusCode, text);
            var accepted = JsonSerializer.Deserialize(text, WireJson.Default.IngestAccepted)!;
            Assert.Equal((0, events.Count), (accepted.Accepted, accepted.Duplicates));
            // The stack's broker syncs every write, and ingest has found that out.
            Assert.True(accepted.DurableSeq >= events[^1].EventIdContext.Seq, text);
        }

        var after = await day.MoreFinishedRacesAsync(track, 1);
        var keys = (await day.RawAsync(track)).Select(message => message.IdempotencyKey).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        var finished = RaceDay.Finished(after).Select(race => race.RunId).ToList();
        Assert.Equal(finished.Count, finished.Distinct().Count());
        Assert.Equal(finishedBefore, finished.Take(finishedBefore.Count));
    }

    [Fact]
    public async Task Criterion_5_from_capture_to_visible_stays_below_the_service_objective()
    {
        var sockets = await Task.WhenAll(RaceDay.Tracks.Select(track => LiveSocket.ConnectAsync(day.Web, $"track_id={track}", Stop)));
        await Task.WhenAll(RaceDay.Tracks.Select(track => day.MoreFinishedRacesAsync(track, 1)));

        // The gateways and this test share one machine and therefore one clock.
        var latenciesMs = sockets.SelectMany(socket => socket.Frames)
            .Where(seen => seen.Frame.Kind == LiveKinds.Event && KindOf(seen.Frame) is RaceEventKinds.SplitTime or RaceEventKinds.RiderFinished)
            .Select(seen => (seen.SeenUs - seen.Frame.TsUs).Value / 1000.0)
            .Order()
            .ToList();
        foreach (var socket in sockets)
        {
            await socket.DisposeAsync();
        }

        Assert.True(latenciesMs.Count >= 50, $"only {latenciesMs.Count} passings were seen");
        var p95 = latenciesMs[(int)(latenciesMs.Count * 0.95)];
        TestContext.Current.SendDiagnosticMessage($"capture → visible over {latenciesMs.Count} passings: p50 {latenciesMs[latenciesMs.Count / 2]:0.0} ms, p95 {p95:0.0} ms");
        Assert.True(p95 < 500, $"p95 {p95:0.0} ms");
    }

    private static string? KindOf(LiveFrame frame) =>
        frame.Payload.TryGetProperty(LivePayloadMembers.Kind, out var kind) ? kind.GetString() : null;

    /// <summary>What PostgreSQL serves for each finished run is what the fold says.</summary>
    private async Task AssertStoredResultsEqualAsync(TrackId track, IEnumerable<byte[]> folded)
    {
        var races = RaceDay.Finished(folded.Select(bytes => JsonSerializer.Deserialize(bytes, WireJson.Default.RaceEvent)!)).TakeLast(3);
        foreach (var race in races)
        {
            var wanted = JsonSerializer.Serialize(race.Results, WireJson.Default.IReadOnlyListResultRow);
            var stored = "";
            await Eventually.HoldsAsync(
                async () => (stored = await day.StoredResultsAsync(track, race.RunId)) == wanted,
                TimeSpan.FromSeconds(20),
                () => $"{race.RunId} on {track}: stored {stored}, folded {wanted}");
        }
    }
}
