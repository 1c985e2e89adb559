using System.ComponentModel.DataAnnotations;

namespace BmxTiming.Server.Projections;

/// <summary>Limits of the projections, section <c>Projections</c>.</summary>
internal sealed class ProjectionOptions
{
    public const string Section = "Projections";

    /// <summary>How often taking a message in may fail before it becomes a dead letter and is passed over.</summary>
    [Range(1, 100)]
    public int MaxTries { get; set; } = 3;

    /// <summary>Most messages in one transaction.</summary>
    [Range(1, 10_000)]
    public int MaxBatchMessages { get; set; } = 200;
}
