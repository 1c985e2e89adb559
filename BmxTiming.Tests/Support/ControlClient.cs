using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>The control API as a program uses it: what is refused comes back as its code.</summary>
internal sealed class ControlClient(HttpClient http)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static int[] Numbers(params int[] numbers) => numbers;

    public Task<JsonNode> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, HttpStatusCode.OK);

    public Task<JsonNode> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, JsonContent.Create(body), HttpStatusCode.OK);

    public Task<JsonNode> PostAsync(string path, object? body = null) =>
        SendAsync(HttpMethod.Post, path, body as HttpContent ?? JsonContent.Create(body ?? new { }), HttpStatusCode.OK);

    /// <summary>The code of a refusal; its message must say something.</summary>
    public async Task<string> RefusedAsync(HttpMethod method, string path, object? body = null, HttpStatusCode status = HttpStatusCode.Conflict)
    {
        var problem = await SendAsync(method, path, body as HttpContent ?? (body is null ? null : JsonContent.Create(body)), status);
        Assert.True(((string?)problem["detail"])?.Length > 10, problem.ToJsonString());
        return (string)problem["code"]!;
    }

    public async Task RiderAsync(string id, string first, string last, string plate, object? more = null)
    {
        var body = JsonSerializer.SerializeToNode(new { first_name = first, last_name = last, plate })!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(more ?? new { })!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        await PutAsync($"/api/riders/{id}", body);
    }

    public async Task MeetingAsync(string id, string track, object? more = null)
    {
        await PutAsync($"/api/tracks/{track}", new
        {
            name = "Hill Park", gate_ids = Numbers(9992),
            timing_points = new[] { new { id = "finish", name = "Finish", role = "finish", min_us = 1, max_us = 90_000_000 } },
        });
        var body = JsonSerializer.SerializeToNode(new { track_id = track, name = "Spring Cup" })!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(more ?? new { })!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        await PutAsync($"/api/meetings/{id}", body);
    }

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, HttpContent? content, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (path.Contains("/control/", StringComparison.Ordinal))
        {
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        }

        using var answer = await http.SendAsync(request, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.StatusCode == expected, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
