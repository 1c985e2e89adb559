using System.Globalization;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Http;
using BmxTiming.Server.Platform.Messaging;

namespace BmxTiming.Server.Ingest;

/// <summary><c>POST /api/ingest/batch</c>: what gateways send. 200 says that every event is on the log.</summary>
internal static class BatchEndpoint
{
    public const string Path = "/api/ingest/batch";

    private const int RetryAfterSeconds = 1;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Path, HandleAsync)
            .RequireAuthorization(Policies.Ingest)
            .WithName("ingestBatch").WithSummary("Append a gateway's events to its track's log. 200 says that every event is on it.")
            .WithTags(ApiTags.Ingest)
            .Accepts<IngestBatch>("application/json")
            .Produces<IngestAccepted>()
            .Refuses(
                StatusCodes.Status400BadRequest, IngestCodes.UnsupportedContractVersion, IngestCodes.InvalidIdentifier, IngestCodes.InvalidBody,
                IngestCodes.InvalidPayload, IngestCodes.ForeignTrack, IngestCodes.MixedSender, IngestCodes.SeqNotConsecutive, IngestCodes.TooManyEvents,
                IngestCodes.Empty)
            .Refuses(
                StatusCodes.Status403Forbidden, IngestCodes.ForbiddenTrack, IngestCodes.ForbiddenClient, IngestCodes.ForbiddenMessageType)
            .Refuses(StatusCodes.Status409Conflict, IngestCodes.Gap, IngestCodes.Conflict, IngestCodes.StreamLost)
            .Refuses(StatusCodes.Status413PayloadTooLarge, IngestCodes.BodyTooLarge)
            .Refuses(StatusCodes.Status415UnsupportedMediaType, IngestCodes.UnsupportedMediaType)
            .Refuses(StatusCodes.Status429TooManyRequests, IngestCodes.RateLimited)
            .Refuses(StatusCodes.Status503ServiceUnavailable, IngestCodes.Unavailable);

    public static async Task<IResult> HandleAsync(
        HttpContext context, LaneDirectory lanes, BrokerMonitor broker, SenderRates rates, IngestMetrics metrics, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var rights = SenderRights.Of(context.User);
        if (rates.Wait(rights.Client) is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Refused(metrics, new BatchRefusal(
                StatusCodes.Status429TooManyRequests, IngestCodes.RateLimited, "This gateway sends more batches than it may."));
        }

        if (!RequestBody.IsJson(context.Request))
        {
            return Refused(metrics, new BatchRefusal(
                StatusCodes.Status415UnsupportedMediaType, IngestCodes.UnsupportedMediaType, "Content-Type must be application/json in UTF-8."));
        }

        var (body, refusal) = await RequestBody.ReadAsync(context.Request, IngestBatch.MaxBytes, cancellationToken);
        if (refusal is not null)
        {
            return Refused(metrics, refusal);
        }

        var receivedUs = Micros.Now(time);
        var reading = BatchValidator.Read(body.Span, rights, receivedUs);
        if (reading.Batch is not { } batch)
        {
            return Refused(metrics, reading.Refusal!);
        }

        var answer = await lanes.SubmitAsync(batch, cancellationToken);
        return ToResult(context, answer, broker.SyncsAlways, receivedUs, time);
    }

    public static IResult ToResult(HttpContext context, LaneAnswer answer, bool syncsAlways, Micros receivedUs, TimeProvider time)
    {
        switch (answer)
        {
            case LaneAnswer.Accepted accepted:
                var durableSeq = syncsAlways ? accepted.LastSeq : 0;
                return TypedResults.Json(
                    new IngestAccepted(
                        accepted.Appended, accepted.Duplicates, accepted.LastSeq, durableSeq, (long)accepted.StreamSeq,
                        accepted.StreamEpoch, receivedUs, Micros.Now(time), (long?)accepted.BehindStreamSeq),
                    WireJson.Default.IngestAccepted);

            case LaneAnswer.Gap gap:
                return Problems.Of(
                    StatusCodes.Status409Conflict, IngestCodes.Gap, $"Events before {gap.ExpectedSeq} are missing.",
                    KeyValuePair.Create<string, object?>("expected_seq", gap.ExpectedSeq));

            case LaneAnswer.Conflict conflict:
                return Problems.Of(
                    StatusCodes.Status409Conflict, IngestCodes.Conflict, $"Event {conflict.Seq} is on the log with another payload.",
                    KeyValuePair.Create<string, object?>("seq", conflict.Seq));

            case LaneAnswer.StreamLost lost:
                return Problems.Of(
                    StatusCodes.Status409Conflict, IngestCodes.StreamLost, "The log no longer holds all that was confirmed; send again what you keep.",
                    KeyValuePair.Create<string, object?>("stream_seq", lost.StreamSeq),
                    KeyValuePair.Create<string, object?>("stream_epoch", lost.StreamEpoch));

            case LaneAnswer.Unavailable unavailable:
                context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
                return Problems.Of(
                    StatusCodes.Status503ServiceUnavailable, IngestCodes.Unavailable, "The log did not confirm; send again.",
                    KeyValuePair.Create<string, object?>("last_seq", unavailable.LastSeq),
                    KeyValuePair.Create<string, object?>("durable_seq", syncsAlways ? unavailable.LastSeq : 0),
                    KeyValuePair.Create<string, object?>("stream_seq", unavailable.StreamSeq),
                    KeyValuePair.Create<string, object?>("stream_epoch", unavailable.StreamEpoch),
                    KeyValuePair.Create<string, object?>("received_us", receivedUs.Value),
                    KeyValuePair.Create<string, object?>("sent_us", Micros.Now(time).Value));

            default:
                throw new InvalidOperationException($"{answer.GetType().Name} has no answer.");
        }
    }

    public static IResult ToResult(BatchRefusal refusal)
    {
        var members = new List<KeyValuePair<string, object?>>();
        if (refusal.Errors is not null)
        {
            members.Add(new("errors", refusal.Errors));
        }

        if (refusal.Supported is not null)
        {
            members.Add(new("supported", refusal.Supported));
        }

        return Problems.Of(refusal.Status, refusal.Code, refusal.Detail, [.. members]);
    }

    private static IResult Refused(IngestMetrics metrics, BatchRefusal refusal)
    {
        metrics.Refused(refusal.Code);
        return ToResult(refusal);
    }
}
