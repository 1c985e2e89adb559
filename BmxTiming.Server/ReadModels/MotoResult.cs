using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.ReadModels;

/// <summary>One run of a moto, from the gate to its corrected result.</summary>
internal sealed record MotoResult
{
    /// <summary>See <see cref="IdOf"/>: run ids are unique on their track only.</summary>
    public required string Id { get; init; }

    public required string TrackId { get; init; }

    public required string MeetingId { get; init; }

    public required string MotoId { get; init; }

    public required RunId RunId { get; init; }

    public required int RunNumber { get; init; }

    /// <summary>One of the phases of a run.</summary>
    public required string Phase { get; init; }

    public required MotoDetails Moto { get; init; }

    public IReadOnlyList<TimingPointView> TimingPoints { get; init; } = [];

    public IReadOnlyList<RiderView> Riders { get; init; } = [];

    /// <summary>The gate on the decoder's clock.</summary>
    public Micros? GateTimeUs { get; init; }

    public string? ClockSource { get; init; }

    /// <summary>In result order; absent until the run has finished.</summary>
    public IReadOnlyList<ResultRow>? Results { get; init; }

    /// <summary>The result stands.</summary>
    public bool Official { get; init; }

    /// <summary>Why it ended, was corrected or was abandoned.</summary>
    public string? Reason { get; init; }

    /// <summary>How often the result changed after the finish.</summary>
    public int CorrectedCount { get; init; }

    /// <summary>Lanes whose outcome an official must decide.</summary>
    public IReadOnlyList<int> NeedsDecision { get; init; } = [];

    /// <summary>Sequence, in the race event stream, of the event that staged it: sorts runs by age.</summary>
    public long StagedSeq { get; init; }

    /// <summary>Sequence, in the race event stream, of the last event in it.</summary>
    public long StreamSeq { get; init; }

    /// <summary>Sequences, in the raw stream, of the messages that those two events derive from; absent in documents of earlier versions.</summary>
    public long? StagedRawSeq { get; init; }

    public long? RawSeq { get; init; }

    public static string IdOf(TrackId track, RunId run) => $"{track.Value}:{run.Value}";
}
