using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.Control.RaceControl;

/// <summary>
/// An intent that was asked for. It is stored before it is sent, so that a crash in between only delays it, and kept
/// afterwards, so that the same request again gets the same answer.
/// </summary>
internal sealed record OutboxIntent
{
    /// <summary>The intent's id, which is also the message's id and boot.</summary>
    public required string Id { get; init; }

    public required TrackId TrackId { get; init; }

    public required string Intent { get; init; }

    public required string Actor { get; init; }

    /// <summary>SHA-256 of intent and body: another body under the same key is another wish.</summary>
    public required string RequestHash { get; init; }

    /// <summary>The raw message as JSON text: it is sent byte for byte the same each time.</summary>
    public required string Message { get; init; }

    public required Micros RequestedAtUs { get; init; }

    /// <summary>The outcome stands behind this sequence of the race event stream.</summary>
    public required long AfterRaceSeq { get; init; }

    /// <summary>It is on the raw log.</summary>
    public bool Dispatched { get; init; }

    public IntentOutcome? Outcome { get; init; }
}

/// <summary>What the engine said.</summary>
/// <param name="Code">Of a refusal; absent when it was applied.</param>
internal sealed record IntentOutcome(long RunVersion, RunId? RunId, string? Code, string? Message)
{
    public bool Applied => Code is null;
}
