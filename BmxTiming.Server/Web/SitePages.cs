using BmxTiming.Server.Platform.Auth;
using BmxTiming.Server.Platform.Http;

namespace BmxTiming.Server.Web;

/// <summary>What answers where no role does: the page of the frontend, or a plain word.</summary>
internal static class SitePages
{
    private const string NoSite = """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>BmxTiming</title>
        <style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}</style>
        <h1>BmxTiming is running, its pages are not built</h1>
        <p>Run <code>npm ci &amp;&amp; npm run build</code> in <code>frontend/</code> and start the server again,
        or point <code>Web:Root</code> at a built frontend.</p>
        <p>The API is here all the same: <a href="/status/modules">/status/modules</a>, <a href="/health">/health</a>.</p></html>
        """;

    public static void Map(IEndpointRouteBuilder routes, string? root)
    {
        foreach (var pattern in (string[])["/api/{**rest}", "/ws/{**rest}", "/openapi/{**rest}"])
        {
            routes.MapFallback(pattern, () => Problems.Of(
                    StatusCodes.Status404NotFound, "not_found", "There is no such address, or the role that serves it is not connected."))
                .RequireAuthorization(Policies.Public);
        }

        routes.MapFallback("{*path:nonfile}", context => root is null ? NoSiteAsync(context) : PageAsync(context, root))
            .RequireAuthorization(Policies.Public);
    }

    private static Task PageAsync(HttpContext context, string root)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        return context.Response.SendFileAsync(Path.Combine(root, "index.html"), context.RequestAborted);
    }

    private static Task NoSiteAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(NoSite, context.RequestAborted);
    }
}
