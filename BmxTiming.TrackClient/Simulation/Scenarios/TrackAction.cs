using BmxTiming.Protocol.Time;

namespace BmxTiming.TrackClient.Simulation.Scenarios;

/// <summary>Something that happens on the track or to its decoder.</summary>
/// <param name="AtUs">Since the start of the timeline, on the track's own time.</param>
internal abstract record TrackAction(Micros AtUs);

/// <summary>The gate drops and its pulse reaches the decoder.</summary>
internal sealed record GateDrop(Micros AtUs) : TrackAction(AtUs);

/// <param name="Passing">Who, and how well it was read.</param>
/// <param name="Delivery">Whether the decoder's clients see it.</param>
internal sealed record Crossing(Micros AtUs, ScriptedPassing Passing, Delivery Delivery = Delivery.Once) : TrackAction(AtUs);

/// <summary>All connections break, and new ones are closed at once.</summary>
internal sealed record CutConnections(Micros AtUs) : TrackAction(AtUs);

/// <summary>Connections are taken again.</summary>
internal sealed record TakeConnections(Micros AtUs) : TrackAction(AtUs);

/// <summary>The decoder restarts: connections break, the store is empty, the next passing is number 1.</summary>
internal sealed record RestartDecoder(Micros AtUs) : TrackAction(AtUs);

/// <summary>Somebody sets the decoder's clock.</summary>
internal sealed record StepClock(Micros AtUs, Micros DeltaUs) : TrackAction(AtUs);

internal enum Delivery
{
    Once,
    Twice,

    /// <summary>Kept for RESEND, but not sent.</summary>
    Withheld,
}
