using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.Control.Audit;

/// <summary>Who changed what and when; written in the transaction of the change.</summary>
internal sealed record AuditEntry
{
    /// <summary>Version 7 UUID: sorts by time.</summary>
    public required string Id { get; init; }

    public required Micros AtUs { get; init; }

    public required string Actor { get; init; }

    /// <summary>Name of the use case, such as <c>put_track</c> or <c>stage</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What was changed, as a path such as <c>tracks/track-a</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The request as it was applied, as JSON text.</summary>
    public required string Change { get; init; }

    /// <summary>Hash of this entry and the one before, once entries are chained.</summary>
    public string? ChainHash { get; init; }
}
