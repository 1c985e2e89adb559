using System.Reflection;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>Where the build put the programs, as LocalRuntime.targets recorded it in this assembly.</summary>
internal static class LaunchableProjects
{
    private static readonly ILookup<string, string> Metadata = typeof(LaunchableProjects).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToLookup(attribute => attribute.Key, attribute => attribute.Value ?? "");

    public static string AppHostDirectory => Metadata["BmxTiming.AppHostDirectory"].Single();

    /// <summary>The program of a project file, or null when it is not a launchable one.</summary>
    public static string? Find(string projectPath) => (
        from value in Metadata["BmxTiming.LaunchableProject"]
        let parts = value.Split('|')
        where Path.GetFullPath(parts[0]) == projectPath
        select Path.GetFullPath(parts[1])).FirstOrDefault();
}
