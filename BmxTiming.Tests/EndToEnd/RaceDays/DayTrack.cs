using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.EndToEnd.RaceDays;

/// <summary>
/// A track with its gateway and its race control, from outside: decoder reads through the ingest API with times of a virtual decoder
/// clock, intents through the control API. Nobody waits for a real second.
/// </summary>
internal sealed class DayTrack(RaceDayHost host, string id)
{
    public const uint GateId = 9992;
    public const string Client = "gw-1";

    private const long EpochUs = 1_778_923_800_000_000;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly string _token = host.GatewayToken(id, Client);
    private long _seq;
    private int _keys;

    public string Id => id;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static object Body(string name) => new
    {
        name,
        gate_ids = new[] { GateId },
        timing_points = new object[]
        {
            new { id = "hill", name = "Hill", role = "hill", min_us = 800_000, max_us = 10_000_000 },
            new { id = "turn-1", name = "Turn 1", role = "split", min_us = 5_000_000, max_us = 30_000_000 },
            new { id = "finish", name = "Finish", role = "finish", min_us = 20_000_000, max_us = 180_000_000 },
        },
        layout = new
        {
            length_m = 380, hill_m = 5, lanes = 8,
            sections = new object[]
            {
                new { name = "Start straight", from = "gate", to = "turn-1", length_m = 110 },
                new { name = "Rhythm", from = "turn-1", to = "finish", length_m = 270 },
            },
        },
    };

    /// <param name="reads">Transponder, and when it was read on the virtual clock.</param>
    public async Task ReadAsync(IEnumerable<(uint Transponder, long AtUs)> reads)
    {
        var events = reads.Select(read =>
        {
            var (number, at) = (++_seq, EpochUs + read.AtUs);
            return BatchJson.Event(
                number,
                string.Create(CultureInfo.InvariantCulture, $$"""
                    {"passing_number":{{number}},"transponder_id":{{read.Transponder}},"rtc_time_us":{{at}},
                    "strength":120,"hits":20,"flags":0,"decoder_id":264168}
                    """),
                MessageTypes.Passing, id, Client);
        }).ToArray();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/ingest/batch")
        {
            Content = new StringContent(BatchJson.Batch(events, id), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        using var answer = await host.Http.SendAsync(request, Stop);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>An intent that must be applied; an engine that is slow to answer is waited for.</summary>
    public async Task<JsonNode> IntentAsync(string intent, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/tracks/{id}/control/{intent}") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", FormattableString.Invariant($"{id}-{++_keys}"));
        using var answer = await host.Http.SendAsync(request, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted, $"{intent}: {(int)answer.StatusCode} {text}");
        var said = JsonNode.Parse(text)!;
        await Eventually.HoldsAsync(
            async () => (string?)said["outcome"] != "pending"
                || (string?)(said = JsonNode.Parse(await host.Http.GetStringAsync($"/api/intents/{said["intent_id"]}", Stop))!)["outcome"]
                    != "pending",
            s_patience,
            () => said.ToJsonString());
        Assert.True((string?)said["outcome"] == "applied", said.ToJsonString());
        return said;
    }

    /// <summary>The board as the projections have it, when a run on it is in a phase.</summary>
    public async Task<JsonNode> BoardWithAsync(string runId, Func<JsonNode, bool> run)
    {
        JsonNode board = new JsonObject();
        JsonNode? found = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                board = JsonNode.Parse(await host.Http.GetStringAsync($"/api/tracks/{id}/race", Stop))!;
                found = board["runs"]?.AsArray().FirstOrDefault(view => (string?)view!["run_id"] == runId);
                return found is not null && run(found);
            },
            s_patience,
            () => board.ToJsonString());
        return found!;
    }
}
