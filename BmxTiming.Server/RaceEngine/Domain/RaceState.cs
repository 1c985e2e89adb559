using System.Collections.Immutable;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>
/// All that a track's log has amounted to so far. Every collection has a defined order and a bound, so that the
/// state serialises to the same bytes everywhere and never outgrows a checkpoint.
/// </summary>
internal sealed record RaceState
{
    /// <summary>Beyond it, the sender heard longest ago is forgotten.</summary>
    public const int MaxSenders = 32;

    /// <summary>Beyond it, the decoder heard longest ago is forgotten.</summary>
    public const int MaxDecoders = 8;

    /// <summary>Beyond it, the oldest intent is forgotten; its repetition would still meet the version check.</summary>
    public const int MaxIntents = 1024;

    /// <summary>Beyond it, the moto staged longest ago is forgotten and would count its runs from 1 again.</summary>
    public const int MaxMotos = 2048;

    public const int MaxRacing = 3;

    /// <summary>Finished runs that a late read can still correct.</summary>
    public const int MaxFinished = 4;

    /// <summary>Abandoned runs that can be reopened.</summary>
    public const int MaxAbandoned = 1;

    /// <summary>Gate pulses that started nothing and can still be attached to a run.</summary>
    public const int MaxLooseGates = 4;

    public required TrackId TrackId { get; init; }

    /// <summary>Sequence of the last derived event; counts from 1 without holes.</summary>
    public long RaceSeq { get; init; }

    /// <summary>Raised by every accepted intent, gate drop and finish, never by passings.</summary>
    public long RunVersion { get; init; }

    /// <summary>Inputs taken, duplicates not counted; orders what is forgotten first.</summary>
    public long Inputs { get; init; }

    public ImmutableSortedDictionary<ClientId, Sender> Senders { get; init; } = ImmutableSortedDictionary<ClientId, Sender>.Empty;

    /// <summary>Oldest first.</summary>
    public ImmutableArray<MessageId> KnownIntents { get; init; } = [];

    public ImmutableSortedDictionary<uint, DecoderState> Decoders { get; init; } = ImmutableSortedDictionary<uint, DecoderState>.Empty;

    public ImmutableSortedDictionary<MotoId, MotoRuns> Motos { get; init; } = ImmutableSortedDictionary<MotoId, MotoRuns>.Empty;

    /// <summary>In the order they were staged: abandoned, finished, racing, and at most one staged (on deck).</summary>
    public ImmutableArray<Run> Runs { get; init; } = [];

    public Meeting? Meeting { get; init; }

    public ImmutableArray<Moto> NextMotos { get; init; } = [];

    /// <summary>The last pulse of any kind, for contact bounce.</summary>
    public GatePulse? LastGate { get; init; }

    /// <summary>Pulses that started nothing, oldest first, on their decoders' own clocks.</summary>
    public ImmutableArray<GatePulse> LooseGates { get; init; } = [];

    /// <summary>Present while riders practise; then no moto is at the gate or on the track.</summary>
    public Practice? Practice { get; init; }

    public Counters Counters { get; init; } = new();

    public static RaceState Initial(TrackId track) => new() { TrackId = track };

    public Run? Staged => Runs.LastOrDefault(r => r.Phase == RunPhase.Staged);

    /// <summary>The latest run on the track.</summary>
    public Run? LatestRacing => Runs.LastOrDefault(r => r.Phase == RunPhase.Racing);

    /// <summary>The run that ended last and is not abandoned.</summary>
    public Run? LatestFinished => Runs.LastOrDefault(r => r.Phase == RunPhase.Finished);

    public Run? FindRun(RunId id) => Runs.FirstOrDefault(r => r.RunId == id && r.Phase != RunPhase.Abandoned);
}

/// <param name="ClockOffsetUs">Server clock minus the sender's clock.</param>
/// <param name="Boots">Last sequence number of each boot, at most <see cref="MaxBoots"/>.</param>
/// <param name="LastInput">When it was last heard, as a count of inputs.</param>
internal sealed record Sender(Micros ClockOffsetUs, ImmutableSortedDictionary<BootId, BootMark> Boots, long LastInput)
{
    public const int MaxBoots = 64;

    public static readonly Sender New = new(Micros.Zero, ImmutableSortedDictionary<BootId, BootMark>.Empty, 0);
}

internal readonly record struct BootMark(long LastSeq, long LastInput);

/// <param name="Runs">How many runs the moto has had.</param>
/// <param name="LastInput">When it was last staged, as a count of inputs.</param>
internal readonly record struct MotoRuns(int Runs, long LastInput);

/// <summary>What was seen and had no effect, for operators' gauges; part of the state so that replays agree on it.</summary>
internal sealed record Counters
{
    public long DuplicateMessages { get; init; }

    public long DuplicatePassings { get; init; }

    public long DuplicateIntents { get; init; }

    /// <summary>Second reads of one crossing.</summary>
    public long ShadowReads { get; init; }

    public long UnknownMessages { get; init; }
}
