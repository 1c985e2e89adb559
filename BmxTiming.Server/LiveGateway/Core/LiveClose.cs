using BmxTiming.Protocol.Live;

namespace BmxTiming.Server.LiveGateway.Core;

/// <summary>The end of a connection: one <c>error</c> frame, then the close code.</summary>
/// <param name="Code">One of <see cref="LiveErrorCodes"/>.</param>
/// <param name="Strategy">One of <see cref="LiveStrategies"/>.</param>
internal sealed record LiveClose(string Code, string Message, string Strategy, int CloseCode, int? RetryAfterMs = null)
{
    public LiveErrorPayload Payload => new(Code, Message, Strategy, RetryAfterMs);

    public static LiveClose Invalid(string message) =>
        new(LiveErrorCodes.InvalidSubscription, message, LiveStrategies.Fatal, LiveCloseCodes.Invalid);

    public static LiveClose Unauthorized(string message) =>
        new(LiveErrorCodes.Unauthorized, message, LiveStrategies.Fatal, LiveCloseCodes.Unauthorized);

    public static LiveClose Forbidden(string message) =>
        new(LiveErrorCodes.ForbiddenTrack, message, LiveStrategies.Fatal, LiveCloseCodes.Forbidden);

    public static LiveClose Slow(string message) =>
        new(LiveErrorCodes.SlowConsumer, message, LiveStrategies.Reconnect, LiveCloseCodes.Slow, 1_000);

    public static LiveClose TooManyFrames(int perSecond) =>
        new(LiveErrorCodes.RateLimited, $"At most {perSecond} frames a second.", LiveStrategies.Reconnect, LiveCloseCodes.Later, 5_000);

    public static LiveClose Upstream(string message) =>
        new(LiveErrorCodes.UpstreamUnavailable, message, LiveStrategies.Reconnect, LiveCloseCodes.Later, 2_000);

    public static LiveClose Full() =>
        new(LiveErrorCodes.UpstreamUnavailable, "This gateway serves as many clients as it can.", LiveStrategies.Reconnect, LiveCloseCodes.Later, 5_000);

    /// <param name="retryAfterMs">Different for each client, so that they do not all come back at once.</param>
    public static LiveClose Shutdown(int retryAfterMs) =>
        new(LiveErrorCodes.ServerShutdown, "The gateway restarts.", LiveStrategies.Reconnect, LiveCloseCodes.Restart, retryAfterMs);
}
