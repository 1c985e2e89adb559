using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.Control.RaceControl.Flags;

/// <summary>The flag that is shown on a track.</summary>
internal sealed record TrackFlag
{
    /// <summary>The course is clear.</summary>
    public const string Green = "green";

    /// <summary>Riders are held at the gate.</summary>
    public const string Yellow = "yellow";

    /// <summary>Stop at once: the race is run again.</summary>
    public const string Red = "red";

    /// <summary>The track.</summary>
    public required string Id { get; init; }

    public required string Flag { get; init; }

    public string? Reason { get; init; }

    /// <summary>When it went up.</summary>
    public required Micros SinceUs { get; init; }

    public required string Operator { get; init; }
}
