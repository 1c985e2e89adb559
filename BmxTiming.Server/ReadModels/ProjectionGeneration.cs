namespace BmxTiming.Server.ReadModels;

/// <summary>
/// How often the documents of a projection on a track were built anew. A worker that has read documents of an earlier
/// generation must not store them.
/// </summary>
internal sealed record ProjectionGeneration
{
    /// <summary>As that of the <see cref="ProjectionCheckpoint"/>.</summary>
    public required string Id { get; init; }

    public required long Number { get; init; }
}
