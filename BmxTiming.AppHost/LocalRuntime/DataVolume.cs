namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>A data directory that outlives a run. Without one a store starts empty each time, as a container would.</summary>
internal sealed record DataVolume
{
    public DataVolume(string name, bool isReadOnly)
    {
        if (isReadOnly)
        {
            throw new NotSupportedException($"Volume '{name}': a store cannot run on read-only data.");
        }

        Name = name;
    }

    public string Name { get; }
}
