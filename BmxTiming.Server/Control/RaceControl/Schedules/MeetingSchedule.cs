using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.Control.RaceControl.Schedules;

/// <summary>When a meeting's motos are meant to race.</summary>
internal sealed record MeetingSchedule
{
    /// <summary>The meeting.</summary>
    public required string Id { get; init; }

    /// <summary>The first gate.</summary>
    public required Micros StartsAtUs { get; init; }

    /// <summary>From gate to gate.</summary>
    public required Micros PaceUs { get; init; }

    public IReadOnlyList<PlannedBreak> Breaks { get; init; } = [];
}

/// <param name="AfterNumber">Behind the moto of this number.</param>
internal sealed record PlannedBreak(int AfterNumber, Micros DurationUs);
