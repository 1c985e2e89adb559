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

    /// <summary>Reset; nothing changes it but reopening.</summary>
    Abandoned,
}

/// <summary>One attempt at a moto.</summary>
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

    /// <summary>An official changed it after its end: it may be over with riders who did not finish.</summary>
    public bool Corrected { get; init; }

    /// <summary>The result stands: nothing but taking that back changes it.</summary>
    public bool Official { get; init; }

    /// <summary>With an abandoned run: what it was before, and is again when it is reopened.</summary>
    public RunPhase? AbandonedFrom { get; init; }

    /// <summary>Lanes from the first place on, as officials saw them; empty = by the clock.</summary>
    public ImmutableArray<int> OfficialOrder { get; init; } = [];

    /// <summary>The decoder's clock was set during the race: whose, and how far in all.</summary>
    public ClockSet? ClockSet { get; init; }

    /// <summary>What boards were told last.</summary>
    public ImmutableArray<RunFlag> Flags { get; init; } = [];

    /// <summary>Until then, on the decoder's clock, a read still belongs to this finished run.</summary>
    public Micros? AcceptsUntilUs { get; init; }

    /// <summary>Transponders of nobody in this run that were reported already, each once.</summary>
    public ImmutableArray<Tag> UnknownTransponders { get; init; } = [];

    public bool IsOpen => Phase is RunPhase.Staged or RunPhase.Racing;

    public bool AnyCrossing => Riders.Any(r => !r.Crossings.IsEmpty);

    public bool AllFinished => Riders.All(r => r.Scratched || HasFinished(r));

    /// <summary>Riders whose outcome officials were asked for.</summary>
    public IEnumerable<RunRider> StillOut => Riders.Where(r => !r.Scratched && !HasFinished(r));

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

    public RunRider? RiderIn(int lane) => Riders.FirstOrDefault(r => r.Entry.Lane == lane);

    public Run With(RunRider rider)
    {
        var index = 0;
        while (Riders[index].Entry.Lane != rider.Entry.Lane)
        {
            index++;
        }

        return this with { Riders = Riders.SetItem(index, rider) };
    }
}

/// <summary>A transponder as a frame names it: by number, or by code only.</summary>
internal readonly record struct Tag(uint? TransponderId, string? TransponderCode);

/// <param name="DeltaUs">New clock minus old clock.</param>
internal sealed record ClockSet(uint DecoderId, Micros DeltaUs);

/// <param name="TimingPoint">Where the flag is about one.</param>
internal readonly record struct RunFlag(FlagCode Code, string? TimingPoint);

internal enum FlagCode
{
    TimesUnsafe,
    ClockUnset,
    LoopSilent,
}

internal enum ClockSource
{
    Gate,

    /// <summary>The first rider's read at the first timing point: times compare within the run only.</summary>
    FirstLoop,

    /// <summary>An operator's word.</summary>
    Manual,
}

/// <param name="GateId">Absent without a pulse.</param>
/// <param name="TimeUs">On the clock of <paramref name="DecoderId"/>; in a run, in the track's time.</param>
/// <param name="ServerUs">The same moment in server time, for a running clock on boards; never for results.</param>
internal sealed record GatePulse(uint DecoderId, uint? GateId, Micros TimeUs, Micros ServerUs, ClockSource Source = ClockSource.Gate);

/// <summary>A rider of a run with every read of them: crossings are always derived from all reads, never from their arrival order.</summary>
/// <param name="Reads">By time, at most <see cref="MaxReads"/>.</param>
/// <param name="Crossings">By timing point.</param>
internal sealed record RunRider(Entry Entry, ImmutableArray<LoopRead> Reads, ImmutableArray<Crossing> Crossings)
{
    public const int MaxReads = 32;
    public const int MaxAliases = 8;

    /// <summary>Taken off the gate before the start.</summary>
    public bool Scratched { get; init; }

    /// <summary>What officials decided, whatever the clock says.</summary>
    public RiderStatus? Code { get; init; }

    /// <summary>Transponders that were given to the rider during the race.</summary>
    public ImmutableArray<Tag> Aliases { get; init; } = [];

    public Crossing? Furthest => Crossings.IsEmpty ? null : Crossings[^1];

    public Crossing? CrossingAt(int point)
    {
        foreach (var crossing in Crossings)
        {
            if (crossing.Point == point)
            {
                return crossing;
            }
        }

        return null;
    }
}

/// <param name="TimeUs">In the track's time: the decoder's clock plus its offset.</param>
/// <param name="TimingPoint">Named by the gateway, else resolved by decoder and window.</param>
/// <param name="CapturedUs">When it was read, in server time; for latency.</param>
internal sealed record LoopRead(uint DecoderId, int Epoch, uint PassingNumber, Micros TimeUs, string? TimingPoint, Micros CapturedUs)
{
    /// <summary>The epoch of reads that an official entered.</summary>
    public const int ManualEpoch = -1;

    /// <summary>Which input brought it: the order of arrival.</summary>
    public long Arrival { get; init; }

    /// <summary>An official struck it out.</summary>
    public bool Voided { get; init; }

    public bool IsManual => Epoch == ManualEpoch;

    public bool IsOf(uint decoderId, uint passingNumber) => !IsManual && DecoderId == decoderId && PassingNumber == passingNumber;

    public static int Compare(LoopRead a, LoopRead b) => (a.TimeUs, a.DecoderId, a.Epoch, a.PassingNumber)
        .CompareTo((b.TimeUs, b.DecoderId, b.Epoch, b.PassingNumber));
}

/// <param name="Point">Index of the timing point in the layout.</param>
internal sealed record Crossing(int Point, Micros ElapsedUs, LoopRead Read);
