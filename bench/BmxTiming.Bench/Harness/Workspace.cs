namespace BmxTiming.Bench.Harness;

/// <summary>
/// The run's folder, gone when the run is over. Under /var/tmp, because /tmp is often memory and a sync to memory measures nothing;
/// <c>BMX_BENCH_DIR</c> names another place, such as the disk that a spool will be on.
/// </summary>
internal sealed class Workspace : IDisposable
{
    private int _folders;

    public Workspace()
    {
        var parent = Environment.GetEnvironmentVariable("BMX_BENCH_DIR") is { Length: > 0 } named ? named : "/var/tmp";
        Root = Path.Combine(parent, $"bmxtiming-bench-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Root);
    }

    public string Root { get; }

    public string NewFolder(string name)
    {
        var folder = Path.Combine(Root, $"{name}-{++_folders}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
