using System.Collections.Immutable;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

internal enum RunPhase
{
    /// <summary>Riders stand at the gate.</summary>
    Staged,
    Racing,

    /// <summary>Over, but provisional: a late read still corrects it.</summary>
    Finished,
}

/// <summary>One attempt at a moto. An abandoned run leaves the state; its events stay on the log.</summary>
internal sealed record Run
{
    public const int MaxEarlierPulses = 8;
    public const int MaxUnknownTransponders = 32;

    public required RunId RunId { get; init; }

    public required int Number { get; init; }

    public required RunPhase Phase { get; init; }

    public required RacePlan Plan { get; init; }

    /// <summary>By lane.</summary>
    public required ImmutableArray<RunRider> Riders { get; init; }

    /// <summary>Clock of each decoder when the moto was staged: a re-sent pulse from before it belongs to another start.</summary>
    public required ImmutableSortedDictionary<uint, Micros> ClocksAtStageUs { get; init; }

    /// <summary>The pulse that race times count from.</summary>
    public GatePulse? Gate { get; init; }

    /// <summary>Pulses that a recall replaced, oldest first.</summary>
    public ImmutableArray<GatePulse> EarlierPulses { get; init; } = [];

    /// <summary>Officials were asked to decide about riders still out; they are asked once.</summary>
    public bool DecisionRaised { get; init; }

    /// <summary>Race control ended it with riders still out.</summary>
    public bool Forced { get; init; }

    /// <summary>Until then, on the decoder's clock, a read still belongs to this finished run.</summary>
    public Micros? AcceptsUntilUs { get; init; }

    /// <summary>Transponders of nobody in this run that were reported already, each once.</summary>
    public ImmutableArray<UnknownTag> UnknownTransponders { get; init; } = [];

    public bool IsOpen => Phase is RunPhase.Staged or RunPhase.Racing;

    public bool AnyCrossing => Riders.Any(r => !r.Crossings.IsEmpty);

    public bool AllFinished => Riders.All(HasFinished);

    public bool HasFinished(RunRider rider) => rider.CrossingAt(Plan.Track.FinishIndex) is not null;

    /// <summary>The winner's time since the gate, as far as known.</summary>
    public Micros? WinnerElapsedUs
    {
        get
        {
            Micros? best = null;
            foreach (var rider in Riders)
            {
                if (rider.CrossingAt(Plan.Track.FinishIndex) is { } finish && (best is null || finish.ElapsedUs < best.Value))
                {
                    best = finish.ElapsedUs;
                }
            }

            return best;
        }
    }

    public Run With(RunRider rider) =>
        this with { Riders = [.. Riders.Select(r => r.Entry.Lane == rider.Entry.Lane ? rider : r)] };
}

/// <summary>A transponder of nobody in the run.</summary>
internal readonly record struct UnknownTag(uint? TransponderId, string? TransponderCode);

/// <param name="TimeUs">On the clock of <paramref name="DecoderId"/>.</param>
/// <param name="ServerUs">The same moment in server time, for a running clock on boards; never for results.</param>
internal sealed record GatePulse(uint DecoderId, uint GateId, Micros TimeUs, Micros ServerUs);

/// <summary>A rider of a run with every read of them: crossings are always derived from all reads, never from their arrival order.</summary>
/// <param name="Reads">By time, at most <see cref="MaxReads"/>.</param>
/// <param name="Crossings">By timing point.</param>
internal sealed record RunRider(Entry Entry, ImmutableArray<LoopRead> Reads, ImmutableArray<Crossing> Crossings)
{
    public const int MaxReads = 32;

    public Crossing? Furthest => Crossings.IsEmpty ? null : Crossings[^1];

    public Crossing? CrossingAt(int point) => Crossings.FirstOrDefault(c => c.Point == point);
}

/// <param name="TimeUs">On the decoder's clock.</param>
/// <param name="TimingPoint">Named by the gateway, else resolved by decoder and window.</param>
/// <param name="CapturedUs">When it was read, in server time; for latency.</param>
internal sealed record LoopRead(uint DecoderId, int Epoch, uint PassingNumber, Micros TimeUs, string? TimingPoint, Micros CapturedUs)
{
    public static int Compare(LoopRead a, LoopRead b) => (a.TimeUs, a.DecoderId, a.Epoch, a.PassingNumber)
        .CompareTo((b.TimeUs, b.DecoderId, b.Epoch, b.PassingNumber));
}

/// <param name="Point">Index of the timing point in the layout.</param>
internal sealed record Crossing(int Point, Micros ElapsedUs, LoopRead Read);
