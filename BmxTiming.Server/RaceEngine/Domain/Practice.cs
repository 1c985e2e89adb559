using System.Collections.Immutable;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>Riders practise: whoever carries a transponder is timed from the last gate on, and nobody is entered.</summary>
internal sealed record Practice(Layout Track)
{
    /// <summary>Beyond it, the rider seen longest ago is forgotten.</summary>
    public const int MaxRiders = 64;

    public GatePulse? Gate { get; init; }

    /// <summary>In the order they were first seen.</summary>
    public ImmutableArray<PracticeRider> Riders { get; init; } = [];
}

/// <param name="Reads">Since the last gate, by time.</param>
/// <param name="BestUs">Shortest time by timing point, absent where none was crossed.</param>
/// <param name="Finishes">How often the last timing point was reached.</param>
/// <param name="LastInput">When it was last seen, as a count of inputs.</param>
internal sealed record PracticeRider(
    Tag Tag, ImmutableArray<LoopRead> Reads, ImmutableArray<Micros?> BestUs, int Finishes, long LastInput);
