using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace BmxTiming.Server.Web;

/// <summary>
/// The built frontend in front of the routes. Files with a hash in their name never change; pages are asked for again
/// each time, so that a new version is seen at once.
/// </summary>
internal sealed class StaticSite(string? root) : IStartupFilter
{
    private const string Immutable = "/_app/immutable";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(AddSecurityHeaders);
        if (root is not null)
        {
            // Only files of ours are compressed here: answers that hold what a visitor sent are not.
            var files = new PhysicalFileProvider(root);
            app.UseWhen(
                context => IsRead(context.Request) && files.GetFileInfo(context.Request.Path.Value ?? "").Exists,
                branch => branch.UseResponseCompression().UseStaticFiles(new StaticFileOptions
                {
                    FileProvider = files,
                    ContentTypeProvider = ContentTypes(),
                    OnPrepareResponse = served => served.Context.Response.Headers.CacheControl =
                        served.Context.Request.Path.StartsWithSegments(Immutable, StringComparison.Ordinal)
                            ? "public,max-age=31536000,immutable"
                            : "no-cache",
                }));
        }

        next(app);
    };

    public static void ConfigureCompression(ResponseCompressionOptions options)
    {
        options.EnableForHttps = true;
        options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/manifest+json"];
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static FileExtensionContentTypeProvider ContentTypes()
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".webmanifest"] = "application/manifest+json";
        return types;
    }

    /// <summary>The page carries its own content security policy, which can not say who may frame it.</summary>
    private static Task AddSecurityHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.ContentSecurityPolicy = "frame-ancestors 'self'";
        return next(context);
    }
}
