using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Ids;

namespace BmxTiming.TrackClient.Simulation.Director;

/// <param name="Status">0 when nothing came back.</param>
internal readonly record struct ControlAnswer(int Status, string Code)
{
    public bool IsGood => Status is >= 200 and < 300;

    /// <summary>Worth asking again as it is: the server is away or overloaded.</summary>
    public bool IsPassing => Status is 0 or 408 or 429 or >= 500;
}

/// <summary>The public control API, as any operator's client uses it. Failing is an answer; nothing but cancellation is thrown.</summary>
internal sealed class ControlApi : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _track;

    public ControlApi(Uri server, TrackId track, TimeProvider time)
    {
        _track = track.Value;
        Time = time;
        var handler = new SocketsHttpHandler { UseProxy = !server.IsLoopback, AllowAutoRedirect = false };
        var root = server.AbsoluteUri.EndsWith('/') ? server : new Uri(server.AbsoluteUri + "/");
        _http = new HttpClient(handler) { BaseAddress = root, Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 1024 * 1024 };
    }

    public TimeProvider Time { get; }

    public Task<ControlAnswer> PutAsync<T>(string path, T body, JsonTypeInfo<T> json, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, path, JsonContent.Create(body, json), null, cancellationToken);

    /// <param name="idempotencyKey">The same key for a repeated request: the server then answers as it did.</param>
    public Task<ControlAnswer> ControlAsync<T>(
        string intent, T body, JsonTypeInfo<T> json, string idempotencyKey, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"api/tracks/{_track}/control/{intent}", JsonContent.Create(body, json), idempotencyKey, cancellationToken);

    /// <summary>Null while the server does not tell. A track on which nothing has been raced yet is an idle one.</summary>
    public async Task<RaceView?> RaceAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri($"api/tracks/{_track}/race", UriKind.Relative), cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return new RaceView("idle", 0, []);
            }

            return response.StatusCode == HttpStatusCode.OK
                ? await response.Content.ReadFromJsonAsync(ControlJson.Default.RaceView, cancellationToken)
                : null;
        }
        catch (Exception failure) when (IsFailure(failure, cancellationToken))
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<ControlAnswer> SendAsync(
        HttpMethod method, string path, HttpContent content, string? idempotencyKey, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
            if (idempotencyKey is not null)
            {
                request.Headers.Add("Idempotency-Key", idempotencyKey);
            }

            using var response = await _http.SendAsync(request, cancellationToken);
            return new ControlAnswer((int)response.StatusCode, response.IsSuccessStatusCode ? "" : await CodeAsync(response, cancellationToken));
        }
        catch (Exception failure) when (IsFailure(failure, cancellationToken))
        {
            return new ControlAnswer(0, "unreachable");
        }
    }

    private static async Task<string> CodeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var problem = await response.Content.ReadFromJsonAsync(ControlJson.Default.ProblemView, cancellationToken);
            return problem?.Code ?? "";
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            return "";
        }
    }

    private static bool IsFailure(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        HttpRequestException or IOException or JsonException or NotSupportedException => true,
        _ => false,
    };
}
