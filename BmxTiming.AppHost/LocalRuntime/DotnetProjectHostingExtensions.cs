namespace BmxTiming.AppHost.LocalRuntime;

internal static class DotnetProjectHostingExtensions
{
    /// <summary>Adds a .NET program.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="path">The project file, relative to the AppHost's folder.</param>
    public static IResourceBuilder<DotnetProjectResource> AddDotnetProject(this IDistributedApplicationBuilder builder, string name, string path) =>
        builder.AddResource(new DotnetProjectResource(name, Path.GetFullPath(path, builder.AppHostDirectory)));
}
