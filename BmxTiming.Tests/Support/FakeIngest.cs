using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Uplink;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BmxTiming.Tests.Support;

/// <summary>The batch endpoint on Kestrel with a lane in memory, and a script of answers that come before it.</summary>
internal sealed class FakeIngest : IAsyncDisposable
{
    public const string Token = "good-token";

    private readonly Lock _gate = new();
    private readonly WebApplication _web;
    private int _atOnce;

    private readonly IIngestLog? _log;

    private FakeIngest(WebApplication web, IIngestLog? log)
    {
        _web = web;
        _log = log;
    }

    public IngestModel Model { get; } = new();

    /// <summary>Answers given instead of the lane's, one a request.</summary>
    public ConcurrentQueue<(int Status, string? RetryAfter)> Script { get; } = new();

    public string AcceptedToken { get; set; } = Token;

    public ConcurrentQueue<IngestBatch> Batches { get; } = new();

    /// <summary>The traces that requests came with.</summary>
    public ConcurrentQueue<string> TraceParents { get; } = new();

    /// <summary>Requests that were worked on at the same time, at most.</summary>
    public int MostAtOnce { get; private set; }

    public int Requests { get; private set; }

    public int Compressed { get; private set; }

    public Uri Address => new(_web.Urls.Single());

    public IPEndPoint EndPoint => new(IPAddress.Loopback, Address.Port);

    /// <param name="log">Takes the batches instead of <see cref="Model"/>, which would keep all of them.</param>
    public static async Task<FakeIngest> StartAsync(IIngestLog? log = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var web = builder.Build();
        var ingest = new FakeIngest(web, log);
        web.MapPost("/api/ingest/batch", (Delegate)ingest.PostAsync);
        await web.StartAsync();
        return ingest;
    }

    public IReadOnlyList<RawMessage> Log()
    {
        lock (_gate)
        {
            return [.. Model.Log];
        }
    }

    public IReadOnlyList<RawMessage> Of(string messageType) => [.. Log().Where(message => message.MessageType == messageType)];

    public void Change(Action<IngestModel> change)
    {
        lock (_gate)
        {
            change(Model);
        }
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task<IResult> PostAsync(HttpContext http)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _atOnce));
        try
        {
            return await AnswerAsync(http);
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }

    private async Task<IResult> AnswerAsync(HttpContext http)
    {
        Requests++;
        TraceParents.Enqueue(http.Request.Headers.TraceParent.ToString());
        if (http.Request.Headers.Authorization != $"Bearer {AcceptedToken}")
        {
            return Problem(401, new IngestProblem { Code = IngestCodes.Unauthorized });
        }

        if (Script.TryDequeue(out var scripted))
        {
            if (scripted.RetryAfter is { } retryAfter)
            {
                http.Response.Headers.RetryAfter = retryAfter;
            }

            return Problem(scripted.Status, new IngestProblem { Code = IngestCodes.Unavailable });
        }

        var batch = await ReadAsync(http);
        if (_log is null)
        {
            Batches.Enqueue(batch);
        }

        lock (_gate)
        {
            var log = _log ?? Model;
            log.NowUs = Micros.Now(TimeProvider.System);
            var answer = log.Post(batch.Events);
            return answer.Accepted is { } accepted
                ? Results.Json(accepted, WireJson.Default.IngestAccepted)
                : Problem(answer.Status, answer.Problem!);
        }
    }

    private async Task<IngestBatch> ReadAsync(HttpContext http)
    {
        var isBrotli = http.Request.Headers.ContentEncoding == "br";
        Compressed += isBrotli ? 1 : 0;
        await using var body = isBrotli ? new BrotliStream(http.Request.Body, CompressionMode.Decompress) : http.Request.Body;
        return (await JsonSerializer.DeserializeAsync(body, WireJson.Default.IngestBatch, http.RequestAborted))!;
    }

    private static IResult Problem(int status, IngestProblem problem) =>
        Results.Json(problem, WireJson.Default.IngestProblem, "application/problem+json", status);
}
