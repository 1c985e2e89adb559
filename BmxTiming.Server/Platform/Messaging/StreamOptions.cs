using System.ComponentModel.DataAnnotations;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>Sizes of the streams. Byte limits are reserved on disk, so a laptop cannot use a federation's.</summary>
internal sealed class StreamOptions
{
    public const string Section = "Streams";

    /// <summary>Sizes for a laptop.</summary>
    public const string Development = "Development";

    /// <summary>Sizes for a central installation: 100, 50 and 10 GB.</summary>
    public const string Production = "Production";

    public string Profile { get; set; } = Development;

    /// <summary>How many servers of a clustered broker keep each stream and bucket: 1, or 3 so that one may be lost. See docs/broker.md.</summary>
    [Range(1, 5)]
    public int Replicas { get; set; } = 1;

    /// <summary>The broker's monitoring address; without one nobody can tell that it syncs every write, and nothing counts as durable.</summary>
    public string? MonitoringUrl { get; set; }

    /// <summary>Run in Production although acknowledged messages can be lost; on the command line <c>--accept-data-loss</c>.</summary>
    public bool AcceptDataLoss { get; set; }

    /// <summary>With less free space than this on the broker's disk, bytes, an alarm is raised.</summary>
    public long MinFreeBytes { get; set; } = 2_000_000_000;

    /// <summary>The roles make streams and schema themselves instead of waiting for <c>provision</c>; on by default when one Development process runs all roles.</summary>
    public bool ProvisionInline { get; set; }

    /// <summary>Switches of the command line that have no value, as settings.</summary>
    public static string[] ExpandSwitches(string[] args) =>
        [.. args.Select(static arg => arg == "--accept-data-loss" ? $"--{Section}:{nameof(AcceptDataLoss)}=true" : arg)];
}
