using BmxTiming.Protocol.Live;

namespace BmxTiming.Server.LiveGateway.Http;

/// <summary>
/// A browser can not set headers on a socket, so its token travels as a subprotocol. It becomes the ordinary header
/// before anything asks who this is: an authentication handler looks only once per request.
/// </summary>
internal sealed class SubprotocolToken : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            if (context.Request.Path == LiveEndpoint.Path && OfferedToken(context.Request) is { } token)
            {
                context.Request.Headers.Authorization = "Bearer " + token;
            }

            return following(context);
        });
        next(app);
    };

    private static string? OfferedToken(HttpRequest request) =>
        LiveHandshake.OfferedSubprotocols(request)
            .FirstOrDefault(protocol => protocol.StartsWith(LiveSubprotocols.TokenPrefix, StringComparison.Ordinal))
            ?[LiveSubprotocols.TokenPrefix.Length..];
}
