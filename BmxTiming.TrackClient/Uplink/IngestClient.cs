using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Uplink;

/// <summary><c>POST /api/ingest/batch</c>. Every way in which this can fail becomes an answer; nothing but cancellation is thrown.</summary>
internal sealed class IngestClient : IDisposable
{
    public const string BatchPath = "api/ingest/batch";

    /// <summary>
    /// A request without an answer by then counts as unanswered, and its connection is closed: a half-open connection (the router lost
    /// power, the address changed) is noticed after this time, not after the minutes TCP would take.
    /// </summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Answers are small; anything longer is not one.</summary>
    private const int MaxAnswerBytes = 256 * 1024;

    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly TrackId _track;
    private readonly TokenFile _token;
    private readonly TimeProvider _time;

    public IngestClient(Uri server, TrackId track, TokenFile token, TimeProvider time)
    {
        var root = server.AbsoluteUri.EndsWith('/') ? server : new Uri(server.AbsoluteUri + "/");
        _address = new Uri(root, BatchPath);
        _track = track;
        _token = token;
        _time = time;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = !server.IsLoopback,
            MaxConnectionsPerServer = 1,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectTimeout = TimeSpan.FromSeconds(5),
        };
        _http = new HttpClient(handler) { Timeout = Timeout, MaxResponseContentBufferSize = MaxAnswerBytes };
    }

    public async Task<UplinkAnswer> SendAsync(UplinkBatch batch, ClockReport? clock, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _token.GetAsync(cancellationToken));
            var (bytes, brotli) = BatchBody.Write(_track, batch, clock);
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            if (brotli)
            {
                request.Content.Headers.ContentEncoding.Add("br");
            }

            using var response = await _http.SendAsync(request, cancellationToken);
            return await ReadAsync(response, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new UplinkAnswer(0) { Failure = $"no answer within {Timeout.TotalSeconds:0} s", TimedOut = true };
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException or UnauthorizedAccessException or FormatException)
        {
            // A bare SocketException comes out of HttpClient when a connection is reset the moment it is made.
            return new UplinkAnswer(0) { Failure = failure.Message };
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<UplinkAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var status = (int)response.StatusCode;
        if (response.StatusCode == HttpStatusCode.OK)
        {
            // A 200 that can not be read confirms nothing.
            return Parse(body, WireJson.Default.IngestAccepted) is { } accepted
                ? new UplinkAnswer(status) { Accepted = accepted }
                : new UplinkAnswer(0) { Failure = "unreadable answer" };
        }

        return new UplinkAnswer(status)
        {
            Problem = Parse(body, WireJson.Default.IngestProblem),
            RetryAfterUs = RetryAfterUs(response.Headers.RetryAfter),
        };
    }

    private Micros? RetryAfterUs(RetryConditionHeaderValue? header)
    {
        // A server that asks for more than five minutes is asked again all the same.
        var most = TimeSpan.FromMinutes(5);
        var wait = header switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _time.GetUtcNow(),
            _ => TimeSpan.Zero,
        };
        return wait <= TimeSpan.Zero ? null : Micros.From(wait < most ? wait : most);
    }

    private static T? Parse<T>(byte[] body, JsonTypeInfo<T> json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
