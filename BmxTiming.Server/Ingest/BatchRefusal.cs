using BmxTiming.Protocol.Ingest;

namespace BmxTiming.Server.Ingest;

/// <summary>Why a batch was refused before it reached a lane; nothing of it was appended.</summary>
internal sealed record BatchRefusal(int Status, string Code, string Detail)
{
    public IReadOnlyList<IngestEventError>? Errors { get; init; }

    public IReadOnlyList<string>? Supported { get; init; }

    public static BatchRefusal Body(string detail) => new(StatusCodes.Status400BadRequest, IngestCodes.InvalidBody, detail);
}

/// <summary>A batch that may be judged by its lane, or the reason why not.</summary>
internal readonly record struct BatchReading(IncomingBatch? Batch, BatchRefusal? Refusal)
{
    public static implicit operator BatchReading(BatchRefusal refusal) => new(null, refusal);

    public static implicit operator BatchReading(IncomingBatch batch) => new(batch, null);
}
