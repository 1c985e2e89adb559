using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Live;
using BmxTiming.Server.LiveGateway.Core;
using BmxTiming.Server.Platform.Http;
using Microsoft.Extensions.Options;

namespace BmxTiming.Server.LiveGateway.Http;

/// <summary><c>GET /ws/v1/live?track_id&amp;event_id&amp;channels=race,decoder&amp;from=now|race_seq</c></summary>
internal sealed class LiveEndpoint(
    LiveSubscriptions subscriptions, LivePlaces places, LiveMetrics metrics, TimeProvider time, IOptions<LiveGatewayOptions> options,
    IHostApplicationLifetime lifetime, ILogger<LiveEndpoint> logger)
{
    public const string Path = "/ws/v1/live";

    public async Task HandleAsync(HttpContext context)
    {
        if (LiveHandshake.Refuse(context, options.Value.AllowedOrigins) is { } problem)
        {
            await problem.ExecuteAsync(context);
            return;
        }

        using var place = places.Take();
        if (!place.CanBeTold)
        {
            await Problems.Of(StatusCodes.Status503ServiceUnavailable, LiveErrorCodes.UpstreamUnavailable, LiveClose.Full().Message)
                .ExecuteAsync(context);
            return;
        }

        // From here on a browser can only be told inside the socket.
        var (request, refusal) = LiveRequest.Parse(context.Request.Query);
        LiveSubscription? opened = null;
        if (!place.HasRoom)
        {
            refusal = LiveClose.Full();
        }
        else if (request is not null)
        {
            (opened, refusal) = await subscriptions.OpenAsync(context, request);
        }

        using var subscription = opened;
        var transport = await LiveHandshake.AcceptAsync(context);
        await using var connection = new LiveConnection(transport, options.Value, metrics, time, context.Abort);
        if (subscription is null)
        {
            var now = LiveInstant.Now(time);
            refusal ??= LiveClose.Invalid("This subscription can not be read.");
            TrackId? track = TrackId.TryParse(context.Request.Query["track_id"], out var named) ? named : null;
            await connection.RefuseAsync(
                FrameJson.Error(LiveChannels.Race, track, request?.Meeting, 0, now.WallUs, refusal.Payload), refusal);
            return;
        }

        metrics.Connected();
        try
        {
            await ServeAsync(connection, subscription, request!);
        }
        finally
        {
            metrics.Disconnected();
            Log.LiveConnectionEnded(logger, subscription.Scope.Track.Value);
        }
    }

    private async Task ServeAsync(LiveConnection connection, LiveSubscription subscription, LiveRequest request)
    {
        await using var signal = new SessionSignal(time);
        var session = new LiveSession(
            subscription.Scope, subscription.Channels, options.Value, request.From, LiveInstant.Now(time));
        await using var stopping = lifetime.ApplicationStopping.Register(() =>
        {
            session.Close(LiveClose.Shutdown(RetryHint.NextMs()));
            signal.Raise();
        });
        subscription.Listen(signal.Raise);
        try
        {
            await connection.RunAsync(session, signal);
        }
        finally
        {
            subscription.Forget(signal.Raise);
        }
    }
}
