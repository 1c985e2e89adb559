namespace BmxTiming.Server.Control.Archives;

/// <summary>Where archives are kept.</summary>
internal sealed class ArchiveOptions
{
    public const string Section = "Archive";

    /// <summary>
    /// A folder that outlives the machine's data, the same for all servers of the control role; created if need be. Absent = archives
    /// wait until one is configured.
    /// </summary>
    public string? Folder { get; set; }
}
