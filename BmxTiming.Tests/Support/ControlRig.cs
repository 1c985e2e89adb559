using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>Race control and the engine over a real broker and database, with a meeting of two motos to race.</summary>
internal sealed class ControlRig : IAsyncDisposable
{
    public const string Meeting = "day-1";

    private readonly TestServerHost _host;
    private readonly TrackBench _bench;
    private int _keys;
    private int _fed;

    private ControlRig(TestServerHost host, TrackBench bench)
    {
        _host = host;
        _bench = bench;
    }

    public static TrackId Track { get; } = TrackId.Parse("track-a");

    /// <summary>Writes what the track's gateway sends.</summary>
    public RawLogBuilder Log { get; } = new();

    public TestServerHost Host => _host;

    public TrackBench Bench => _bench;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<ControlRig> StartAsync(
        NatsServer nats, PostgresServer postgres, string roles = "race-engine,control", params (string Name, string Value)[] more)
    {
        var settings = ProjectionRig.Settings(nats.NewAccountUrl(), await postgres.NewDatabaseAsync());
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        var bench = await TrackBench.StartAsync(settings["ConnectionStrings:nats"]!);
        var rig = new ControlRig(await TestServerHost.StartAsync(roles, settings), bench);
        await rig.SeedAsync();
        return rig;
    }

    /// <summary>Appends what <see cref="Log"/> holds and the track's log does not.</summary>
    public async Task FeedAsync()
    {
        await _bench.AppendAsync(Track, Log.Records.Skip(_fed));
        _fed = Log.Records.Count;
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> IntentAsync(string intent, object body, string? key = null, string? desk = null) =>
        SendAsync(HttpMethod.Post, $"/api/tracks/{Track}/control/{intent}", body, desk, key ?? $"key-{++_keys}");

    /// <summary>An intent that must be applied.</summary>
    public async Task<JsonElement> AppliedAsync(string intent, object body, string? desk = null)
    {
        var (status, answer) = await AnsweredAsync(await IntentAsync(intent, body, desk: desk));
        Assert.True(status == HttpStatusCode.OK && answer.GetProperty("outcome").GetString() == "applied", $"{intent}: {(int)status} {answer}");
        return answer;
    }

    /// <summary>An intent that must be refused; returns its code and what to do.</summary>
    public async Task<(string Code, string Detail)> RefusedAsync(string intent, object body, HttpStatusCode expected, string? desk = null)
    {
        var (status, answer) = await AnsweredAsync(await IntentAsync(intent, body, desk: desk));
        if (status == HttpStatusCode.OK && expected == HttpStatusCode.Conflict && answer.GetProperty("outcome").GetString() == "rejected")
        {
            return (answer.GetProperty("code").GetString()!, answer.GetProperty("message").GetString()!);
        }

        Assert.True(status == expected, $"{intent}: {(int)status} {answer}");
        return (answer.GetProperty("code").GetString()!, answer.GetProperty("detail").GetString()!);
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        HttpMethod method, string path, object? body = null, string? desk = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (desk is not null)
        {
            request.Headers.Add("Bmx-Desk", desk);
        }

        using var answer = await _host.Client.SendAsync(request, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone());
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _bench.DisposeAsync();
    }

    /// <summary>On a busy machine the engine's word comes later than the answer; then it is asked for.</summary>
    private async Task<(HttpStatusCode Status, JsonElement Body)> AnsweredAsync((HttpStatusCode Status, JsonElement Body) answer)
    {
        if (answer.Status == HttpStatusCode.Accepted)
        {
            var address = $"/api/intents/{answer.Body.GetProperty("intent_id").GetString()}";
            await Eventually.HoldsAsync(
                async () => (answer = await SendAsync(HttpMethod.Get, address)).Body.GetProperty("outcome").GetString() != "pending",
                TimeSpan.FromSeconds(30),
                () => answer.Body.GetRawText());
        }

        return answer;
    }

    private async Task SeedAsync()
    {
        await PutAsync($"/api/tracks/{Track}", new
        {
            name = "Track A",
            timing_points = new object[]
            {
                new { id = "hill", name = "Hill", role = "hill", min_us = 800_000, max_us = 10_000_000 },
                new { id = "split-1", name = "Turn 1", role = "split", min_us = 5_000_000, max_us = 60_000_000 },
                new { id = "finish", name = "Finish", role = "finish", min_us = 20_000_000, max_us = 180_000_000 },
            },
            gate_ids = new[] { RawLogBuilder.GateId },
        });
        await PutAsync($"/api/meetings/{Meeting}", new { track_id = Track.Value, name = "Spring Cup", @public = true, simulated = true });
        foreach (var lane in Enumerable.Range(1, 4))
        {
            await PutAsync($"/api/riders/rider-{lane}", new
            {
                plate = $"{lane}0{lane}", first_name = "Robin", last_name = $"Rider{lane}", club = "Club", transponder_ids = new[] { RawLogBuilder.Chip(lane) },
            });
        }

        foreach (var number in Enumerable.Range(1, 2))
        {
            await PutAsync($"/api/meetings/{Meeting}/motos/moto-{number}", new
            {
                number, class_name = "Boys 12", round_name = $"Moto {number}",
                entries = Enumerable.Range(1, 4).Select(lane => new { lane, rider_id = $"rider-{lane}" }),
            });
        }
    }

    private async Task PutAsync(string path, object body)
    {
        var (status, answer) = await SendAsync(HttpMethod.Put, path, body);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {(int)status} {answer}");
    }
}
