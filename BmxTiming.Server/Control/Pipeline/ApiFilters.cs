using System.Globalization;
using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Platform.Http;
using BmxTiming.Server.Platform.Messaging;
using BmxTiming.Server.Platform.Storage;

namespace BmxTiming.Server.Control.Pipeline;

/// <summary>What every endpoint of the control API has around it.</summary>
internal static class ApiFilters
{
    /// <summary>Identifiers in the path are refused by name, before anything is looked up.</summary>
    public static async ValueTask<object?> CheckIdentifiersAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var (name, value) in context.HttpContext.Request.RouteValues)
        {
            if (value is string text && !IsGood(name, text))
            {
                return Problems.Of(
                    StatusCodes.Status400BadRequest, ControlCodes.InvalidIdentifier, $"{name} is not an identifier of its kind. Send 1 to 64 characters of a-z, 0-9, '_' and '-', or the number it is.");
            }
        }

        return await next(context);
    }

    /// <summary>A store that is away is 503, and worth repeating; everything else that throws is a fault of ours.</summary>
    public static async ValueTask<object?> MapFailuresAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception e) when (!context.HttpContext.RequestAborted.IsCancellationRequested
            && (StorageFailures.IsTransient(e) || BrokerFailures.IsTransient(e)))
        {
            var storage = StorageFailures.IsTransient(e);
            context.HttpContext.Response.Headers.RetryAfter = "1";
            return Problems.Of(
                StatusCodes.Status503ServiceUnavailable,
                storage ? ControlCodes.StorageUnavailable : ControlCodes.BrokerUnavailable,
                storage ? "The database does not answer, and nothing was changed. Repeat the request." : "The broker does not answer. Repeat the request.");
        }
    }

    private static bool IsGood(string name, string value) => name switch
    {
        "track_id" => TrackId.TryParse(value, out _),
        "meeting_id" => MeetingId.TryParse(value, out _),
        "moto_id" => MotoId.TryParse(value, out _),
        "rider_id" => RiderId.TryParse(value, out _),
        "transponder_id" => uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0,
        "intent_id" => MessageId.TryParse(value, out _),
        _ => true,
    };
}
