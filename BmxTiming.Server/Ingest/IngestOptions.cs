namespace BmxTiming.Server.Ingest;

/// <summary>Bounds of the ingest role.</summary>
internal sealed class IngestOptions
{
    public const string Section = "Ingest";

    /// <summary>Batches that may wait for one track's lane; more are answered 503.</summary>
    public int MaxWaitingBatches { get; set; } = 64;

    /// <summary>Tracks one process serves; batches of further ones are answered 503.</summary>
    public int MaxLanes { get; set; } = 1_024;

    /// <summary>Longest work on one batch, reading the log's tail not included.</summary>
    public TimeSpan AppendTimeout { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Longest reading of a log's tail; a lane that needs more goes on from there with the next batch.</summary>
    public TimeSpan TailTimeout { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>Longest wait of a request for its turn and its append.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(9);

    /// <summary>Batches one gateway may send, on average; more are answered 429. A spool drains at one batch at a time, so with less.</summary>
    public int BatchesPerSecond { get; set; } = 200;

    /// <summary>Batches one gateway may send at once after a pause.</summary>
    public int BurstBatches { get; set; } = 400;

    public int CheckpointEveryAppends { get; set; } = 1_000;

    public TimeSpan CheckpointEvery { get; set; } = TimeSpan.FromSeconds(30);
}
