namespace BmxTiming.AppHost.LocalRuntime;

internal static class JavaScriptHostingExtensions
{
    /// <summary>Adds a Vite development server; like Aspire's it brings its own http endpoint.</summary>
    public static IResourceBuilder<ViteAppResource> AddViteApp(
        this IDistributedApplicationBuilder builder, string name, string appDirectory, string runScriptName = "dev")
    {
        if (runScriptName != "dev")
        {
            throw new NotSupportedException("The local runtime starts Vite's development server itself and runs no other script.");
        }

        return builder.AddResource(new ViteAppResource(name, Path.GetFullPath(appDirectory, builder.AppHostDirectory))).WithHttpEndpoint(env: "PORT");
    }
}
