using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.P3;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.Ingest;

/// <summary>
/// <c>/api/dev/ingest/…</c>: single messages and raw P3 captures by hand, in the environment Development only. They go
/// through the same lanes as any gateway's batch.
/// </summary>
internal static class DevelopmentEndpoints
{
    public const string EventPath = "/api/dev/ingest/event";
    public const string FilePath = "/api/dev/ingest/file";

    private const int MaxFileBytes = 16 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(EventPath, EventAsync).RequireAuthorization(Policies.Manage).WithName("DevelopmentIngestEvent").ExcludeFromDescription();
        endpoints.MapPost(FilePath, FileAsync).RequireAuthorization(Policies.Manage).WithName("DevelopmentIngestFile").ExcludeFromDescription();
    }

    /// <summary>Body: <c>{track_id, message_type, payload}</c>.</summary>
    public static async Task<IResult> EventAsync(
        HttpContext context, DevelopmentSender sender, BrokerMonitor broker, TimeProvider time, CancellationToken cancellationToken)
    {
        var receivedUs = Micros.Now(time);
        var (body, refusal) = await RequestBody.ReadAsync(context.Request, IngestBatch.MaxBytes, cancellationToken);
        if (refusal is not null || Parse(body) is not { } message)
        {
            return BatchEndpoint.ToResult(refusal ?? BatchRefusal.Body("The body must be an object with track_id, message_type and payload."));
        }

        if (!TrackId.TryParse(message.Text("track_id"), out var track))
        {
            return BadTrack();
        }

        var type = message.Text("message_type") ?? "";
        var payload = message.TryGetProperty("payload"u8, out var given) ? given : default;
        if (payload.ValueKind == JsonValueKind.Undefined)
        {
            return BatchEndpoint.ToResult(BatchRefusal.Body("payload is missing."));
        }

        return await SendAsync(context, sender, broker, time, track, [new DevelopmentMessage(type, payload)], receivedUs, cancellationToken);
    }

    /// <summary>Body: the bytes a decoder sent. Frames that are no passing, status or version are left out.</summary>
    public static async Task<IResult> FileAsync(
        HttpContext context, DevelopmentSender sender, BrokerMonitor broker, TimeProvider time, CancellationToken cancellationToken)
    {
        var receivedUs = Micros.Now(time);
        if (!TrackId.TryParse(context.Request.Query["track_id"], out var track))
        {
            return BadTrack();
        }

        var (body, refusal) = await RequestBody.ReadAsync(context.Request, MaxFileBytes, cancellationToken);
        var messages = Decode(body.Span);
        if (refusal is not null || messages.Count == 0)
        {
            return BatchEndpoint.ToResult(refusal ?? BatchRefusal.Body("The body holds no P3 passing, status or version."));
        }

        IResult result = Results.NoContent();
        foreach (var batch in messages.Chunk(IngestBatch.MaxEvents))
        {
            result = await SendAsync(context, sender, broker, time, track, batch, receivedUs, cancellationToken);
            if (result is IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status400BadRequest })
            {
                break;
            }
        }

        return result;
    }

    private static async Task<IResult> SendAsync(
        HttpContext context, DevelopmentSender sender, BrokerMonitor broker, TimeProvider time, TrackId track,
        IReadOnlyList<DevelopmentMessage> messages, Micros receivedUs, CancellationToken cancellationToken)
    {
        var (answer, refusal) = await sender.SendAsync(track, messages, cancellationToken);
        return refusal is not null ? BatchEndpoint.ToResult(refusal) : BatchEndpoint.ToResult(context, answer!, broker.SyncsAlways, receivedUs, time);
    }

    private static IResult BadTrack() => BatchEndpoint.ToResult(new BatchRefusal(
        StatusCodes.Status400BadRequest, IngestCodes.InvalidIdentifier, "track_id must be 1 to 64 characters of a-z, 0-9, '_' and '-'."));

    private static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var root = JsonElement.Parse(body.Span);
            return root.ValueKind == JsonValueKind.Object ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<DevelopmentMessage> Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new P3FrameReader();
        var messages = new List<DevelopmentMessage>();
        uint decoder = 0;
        while (reader.TryRead(ref bytes, out var frame))
        {
            var message = P3Message.Read(frame);
            decoder = message.DecoderId ?? decoder;
            switch (message)
            {
                case P3Passing passing when P3PayloadMapper.Map(passing, decoder, timingPoint: null) is { } payload:
                    messages.Add(new(MessageTypes.Passing, JsonSerializer.SerializeToElement(payload, WireJson.Default.PassingPayload)));
                    break;
                case P3Status status:
                    messages.Add(new(
                        MessageTypes.Status,
                        JsonSerializer.SerializeToElement(P3PayloadMapper.Map(status, decoder, decoderTimeUs: null), WireJson.Default.StatusPayload)));
                    break;
                case P3Version version:
                    messages.Add(new(
                        MessageTypes.Version,
                        JsonSerializer.SerializeToElement(P3PayloadMapper.Map(version, decoder), WireJson.Default.VersionPayload)));
                    break;
            }
        }

        return messages;
    }
}
