using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Protocol.Live;

/// <summary>
/// Everything a board needs to draw a track's race, at <see cref="RaceSeq"/>. Made only by
/// <see cref="RaceSnapshotReducer"/> from race events, in the engine and in the gateway alike.
/// </summary>
public sealed record RaceSnapshot
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    public required TrackId TrackId { get; init; }

    /// <summary>The <c>race_seq</c> of the last event in it; 0 when there was none.</summary>
    public long RaceSeq { get; init; }

    /// <summary>Goes up with every stage, gate, finish and intent; operators send it back with a command.</summary>
    public long RunVersion { get; init; }

    public string? TrackName { get; init; }

    /// <summary>Phase of the latest run, <c>idle</c> when there is none; one of <see cref="RacePhases"/>.</summary>
    public string Phase { get; init; } = RacePhases.Idle;

    public MeetingDetails? Meeting { get; init; }

    /// <summary>Latest first: the runs still open, then the last one that ended. At most <see cref="MaxRuns"/>.</summary>
    public IReadOnlyList<RunView> Runs { get; init; } = [];

    public IReadOnlyList<MotoDetails> NextMotos { get; init; } = [];

    /// <summary>Absent while nobody practises.</summary>
    public PracticeView? Practice { get; init; }

    // Three racing, one on deck, one that ended.
    public const int MaxRuns = 5;

    public static RaceSnapshot Empty(TrackId track) => new() { TrackId = track };
}

public static class RacePhases
{
    public const string Idle = "idle";
    public const string Staged = "staged";
    public const string Racing = "racing";
    public const string Finished = "finished";
    public const string Abandoned = "abandoned";
}

/// <summary>One run as boards show it.</summary>
public sealed record RunView
{
    public required RunId RunId { get; init; }

    public required int RunNumber { get; init; }

    public required string Phase { get; init; }

    public required MotoDetails Moto { get; init; }

    public required IReadOnlyList<TimingPointView> TimingPoints { get; init; }

    public required IReadOnlyList<RiderView> Riders { get; init; }

    /// <summary>On the decoder's clock.</summary>
    public Micros? GateTimeUs { get; init; }

    /// <summary>In server time, for a running clock.</summary>
    public Micros? GateDropUs { get; init; }

    public string? ClockSource { get; init; }

    /// <summary>Every staged rider once, in display order.</summary>
    public IReadOnlyList<PositionRow> Positions { get; init; } = [];

    /// <summary>Lane and timing point → time since the gate, as far as known.</summary>
    public IReadOnlyList<LaneSplit> Splits { get; init; } = [];

    /// <summary>Present once the run has finished; provisional until an official says otherwise.</summary>
    public IReadOnlyList<ResultRow>? Results { get; init; }

    public bool Official { get; init; }

    /// <summary>Lanes whose outcome an official must decide.</summary>
    public IReadOnlyList<int> NeedsDecision { get; init; } = [];

    /// <summary>What is to be known before the times are believed; absent when there is nothing.</summary>
    public IReadOnlyList<RunFlagView>? Flags { get; init; }

    /// <summary>Server time of the last passing that changed this run; for a latency badge.</summary>
    public Micros? CapturedUs { get; init; }
}

public sealed record LaneSplit(int Lane, string TimingPoint, Micros ElapsedUs, int Place);
