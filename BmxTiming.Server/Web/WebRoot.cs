namespace BmxTiming.Server.Web;

/// <summary>Finds the folder of the built frontend.</summary>
internal static class WebRoot
{
    /// <summary>The folder, or <c>null</c> when no candidate holds an <c>index.html</c>.</summary>
    public static string? Find(WebOptions options, IHostEnvironment environment)
    {
        // The last one is the source folder, seen from the output folder of a build.
        string[] candidates = options.Root is { Length: > 0 } given
            ? [Path.GetFullPath(given, environment.ContentRootPath)]
            :
            [
                Path.Combine(environment.ContentRootPath, "wwwroot"),
                Path.Combine(AppContext.BaseDirectory, "wwwroot"),
                Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "wwwroot")),
            ];
        return Array.Find(candidates, folder => File.Exists(Path.Combine(folder, "index.html")));
    }
}
