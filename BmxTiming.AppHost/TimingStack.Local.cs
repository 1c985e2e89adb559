namespace BmxTiming.AppHost;

/// <summary>What the local runtime must know beyond the app model.</summary>
internal static partial class TimingStack
{
    /// <summary>The server serves the built pages; without them it would answer, but no person could use it.</summary>
    static partial void CompleteFront(IResourceBuilder<DotnetProjectResource> front) => front.Resource.RequiredFiles.Add(new RequiredFile(
        Path.Combine(Path.GetDirectoryName(front.Resource.ProjectPath)!, "wwwroot", "index.html"),
        "the built frontend"));
}
