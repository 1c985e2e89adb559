using System.Globalization;
using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Live;
using BmxTiming.Server.LiveGateway.Core;
using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.LiveGateway.Http;

/// <summary>The race channel for those without sockets: a snapshot to poll, and server-sent events.</summary>
internal sealed class LiveHttpEndpoints(
    LiveSubscriptions subscriptions, LivePlaces places, LiveMetrics metrics, TimeProvider time, IOptions<LiveGatewayOptions> options,
    IHostApplicationLifetime lifetime)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var live = routes.MapGroup("/api/tracks/{track_id}/live").RequireAuthorization(Policies.Public).WithTags(ApiTags.Live);
        live.MapGet("/", (HttpContext context, LiveHttpEndpoints endpoints, string track_id, string? meeting_id) =>
                endpoints.SnapshotAsync(context, track_id, meeting_id))
            .WithName("getLiveSnapshot").WithSummary("The race on the track now, with an ETag to ask again by.")
            .Produces<RaceSnapshot>()
            .Produces(StatusCodes.Status304NotModified)
            .Refuses(StatusCodes.Status401Unauthorized, LiveErrorCodes.Unauthorized)
            .Refuses(StatusCodes.Status403Forbidden, LiveErrorCodes.ForbiddenTrack);
        live.MapGet("/events", (HttpContext context, LiveHttpEndpoints endpoints, string track_id, string? meeting_id) =>
                endpoints.EventsAsync(context, track_id, meeting_id))
            .WithName("getLiveEvents").WithSummary("A snapshot, then every event, as server-sent events; Last-Event-ID resumes.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .Refuses(StatusCodes.Status401Unauthorized, LiveErrorCodes.Unauthorized)
            .Refuses(StatusCodes.Status403Forbidden, LiveErrorCodes.ForbiddenTrack);
    }

    private async Task SnapshotAsync(HttpContext context, string trackId, string? meetingId)
    {
        var (opened, problem) = await OpenAsync(context, trackId, meetingId, from: null);
        if (opened is null)
        {
            await problem!.ExecuteAsync(context);
            return;
        }

        using var subscription = opened;
        var state = (RaceChannelState)subscription.RaceRing.State;
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{state.Seq}\"");
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = "Authorization";
        if (context.Request.Headers.IfNoneMatch.SelectMany(line => (line ?? "").Split(',')).Any(given => Matches(given, tag)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(
            context.Response.Body, state.View(subscription.Scope), WireJson.Default.RaceSnapshot, context.RequestAborted);
    }

    private async Task EventsAsync(HttpContext context, string trackId, string? meetingId)
    {
        using var place = places.Take();
        if (!place.HasRoom)
        {
            await Refuse(context, LiveClose.Full()).ExecuteAsync(context);
            return;
        }

        long? from = long.TryParse(context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? seq
            : null;
        var (opened, problem) = await OpenAsync(context, trackId, meetingId, from);
        if (opened is null)
        {
            await problem!.ExecuteAsync(context);
            return;
        }

        using var subscription = opened;
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        // A client that resumes and has missed nothing hears nothing yet, but must see that it is connected.
        await context.Response.Body.FlushAsync(context.RequestAborted);
        metrics.Connected();
        try
        {
            await StreamAsync(context, subscription, from);
        }
        finally
        {
            metrics.Disconnected();
        }
    }

    private async Task StreamAsync(HttpContext context, LiveSubscription subscription, long? from)
    {
        await using var signal = new SessionSignal(time);
        var session = new LiveSession(subscription.Scope, subscription.Channels, options.Value, from, LiveInstant.Now(time));
        await using var stopping = lifetime.ApplicationStopping.Register(() =>
        {
            session.Close(LiveClose.Shutdown(RetryHint.NextMs()));
            signal.Raise();
        });
        var frames = new ServerSentFrames();
        subscription.Listen(signal.Raise);
        try
        {
            while (true)
            {
                var step = session.Collect(frames, LiveInstant.Now(time));
                if (frames.Length > 0)
                {
                    await context.Response.Body.WriteAsync(frames.Written, context.RequestAborted).AsTask()
                        .WaitAsync(TimeSpan.FromMilliseconds(options.Value.SendTimeoutMs), time, context.RequestAborted);
                    frames.Clear();
                    metrics.Sent(step, LiveInstant.Now(time));
                }

                if (step.Close is { } close)
                {
                    metrics.Closed(close);
                    return;
                }

                if (!step.More)
                {
                    await signal.WaitAsync(step.WakeAtUs, context.RequestAborted);
                }
            }
        }
        catch (TimeoutException)
        {
            metrics.Closed(LiveClose.Slow("This client did not read for too long."));
            context.Abort();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left: the usual end of such a stream.
        }
        finally
        {
            subscription.Forget(signal.Raise);
        }
    }

    private async Task<(LiveSubscription? Subscription, IResult? Problem)> OpenAsync(
        HttpContext context, string trackId, string? meetingId, long? from)
    {
        MeetingId meeting = default;
        if (!TrackId.TryParse(trackId, out var track) || (meetingId is not null && !MeetingId.TryParse(meetingId, out meeting)))
        {
            return (null, Problems.Of(
                StatusCodes.Status400BadRequest, "invalid_identifier", "Identifiers are 1 to 64 characters of a-z, 0-9, '_' and '-'."));
        }

        var request = new LiveRequest(track, meetingId is null ? null : meeting, [LiveChannels.Race], from);
        var (subscription, refusal) = await subscriptions.OpenAsync(context, request);
        if (refusal is null)
        {
            return (subscription, null);
        }

        return (null, Refuse(context, refusal));
    }

    private static ProblemHttpResult Refuse(HttpContext context, LiveClose refusal)
    {
        var status = refusal.CloseCode switch
        {
            LiveCloseCodes.Unauthorized => StatusCodes.Status401Unauthorized,
            LiveCloseCodes.Forbidden => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status503ServiceUnavailable,
        };
        if (refusal.RetryAfterMs is { } retryAfterMs)
        {
            context.Response.Headers.RetryAfter = ((retryAfterMs + 999) / 1000).ToString(CultureInfo.InvariantCulture);
        }

        return Problems.Of(status, refusal.Code, refusal.Message);
    }

    private static bool Matches(string given, string tag)
    {
        var text = given.Trim();
        return text == "*" || (text.StartsWith("W/", StringComparison.Ordinal) ? text[2..] : text) == tag;
    }
}
