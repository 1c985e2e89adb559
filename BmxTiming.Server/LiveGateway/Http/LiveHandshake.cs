using System.Security.Cryptography;
using System.Text;
using BmxTiming.Protocol.Live;
using BmxTiming.Server.Platform.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace BmxTiming.Server.LiveGateway.Http;

/// <summary>
/// The opening handshake of RFC 6455. We do it ourselves because bursts are written as ready-made frames to the
/// connection's stream, which the framework's WebSocket does not hand out.
/// </summary>
internal static class LiveHandshake
{
    private const string KeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>Why this request can not become a socket, before anything is upgraded; <c>null</c> when it can.</summary>
    public static IResult? Refuse(HttpContext context, IReadOnlyList<string> allowedOrigins)
    {
        var headers = context.Request.Headers;
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true }
            || !string.Equals(headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.Upgrade = "websocket";
            return Problems.Of(StatusCodes.Status426UpgradeRequired, "upgrade_required", "This address is a WebSocket.");
        }

        if (headers.SecWebSocketVersion != "13" || !IsKey(headers.SecWebSocketKey))
        {
            context.Response.Headers.SecWebSocketVersion = "13";
            return Problems.Of(StatusCodes.Status400BadRequest, "invalid_handshake", "WebSocket version 13 with a key is needed.");
        }

        if (!IsGoodOrigin(context.Request, allowedOrigins))
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "forbidden_origin", "Pages of this origin may not open live sockets here.");
        }

        return OfferedSubprotocols(context.Request).Contains(LiveSubprotocols.V1, StringComparer.Ordinal)
            ? null
            : Problems.Of(
                StatusCodes.Status400BadRequest, "subprotocol_required", $"Offer the WebSocket subprotocol {LiveSubprotocols.V1}.");
    }

    public static async Task<Stream> AcceptAsync(HttpContext context)
    {
        // Slow readers are our business: the web server would cut them without a word.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        var headers = context.Response.Headers;
        headers.Upgrade = "websocket";
        headers.SecWebSocketAccept = AcceptFor(context.Request.Headers.SecWebSocketKey.ToString());
        headers.SecWebSocketProtocol = LiveSubprotocols.V1;
        return await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }

    public static IEnumerable<string> OfferedSubprotocols(HttpRequest request) =>
        request.Headers.SecWebSocketProtocol
            .SelectMany(line => (line ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>
    /// Programs send no Origin and pass. Pages pass from our own host and from the list; a proxy in front must keep
    /// the Host header.
    /// </summary>
    private static bool IsGoodOrigin(HttpRequest request, IReadOnlyList<string> allowed)
    {
        if (request.Headers.Origin.Count == 0)
        {
            return true;
        }

        var text = request.Headers.Origin.ToString();
        return allowed.Contains(text, StringComparer.OrdinalIgnoreCase)
            || (Uri.TryCreate(text, UriKind.Absolute, out var origin)
                && request.Host.HasValue
                && string.Equals(origin.Host, request.Host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
                && origin.Port == (request.Host.Port ?? (origin.Scheme == Uri.UriSchemeHttps ? 443 : 80)));
    }

    private static bool IsKey(string? key)
    {
        Span<byte> bytes = stackalloc byte[16];
        return key is { Length: 24 } && Convert.TryFromBase64String(key, bytes, out var length) && length == 16;
    }

    // RFC 6455 section 4.2.2 prescribes SHA-1; nothing secret depends on it.
#pragma warning disable CA5350
    private static string AcceptFor(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + KeySuffix)));
#pragma warning restore CA5350
}
