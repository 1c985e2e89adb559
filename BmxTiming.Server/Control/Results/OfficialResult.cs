using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Meetings;

namespace BmxTiming.Server.Control.Results;

/// <summary>The result of a class as it was made official: a copy that no rebuild and no expiry of a stream touches.</summary>
internal sealed record OfficialResult
{
    public required string Id { get; init; }

    public required string MeetingId { get; init; }

    public required string ClassName { get; init; }

    public required int Version { get; init; }

    public required string MadeBy { get; init; }

    public required Micros MadeAtUs { get; init; }

    /// <summary>Why protests were not waited for.</summary>
    public string? Reason { get; init; }

    public required RulebookPin Rulebook { get; init; }

    public required IReadOnlyList<OfficialRank> Ranks { get; init; }

    /// <summary>Points, totals, cuts and heats behind the ranks.</summary>
    public ClassScoreView? Score { get; init; }

    public required IReadOnlyList<OfficialRace> Races { get; init; }

    /// <summary>Sequences of the race event stream from which the races were taken; absent when all were written down by hand.</summary>
    public long? FirstSeq { get; init; }

    public long? LastSeq { get; init; }

    /// <summary>Sequences of the raw stream that those events derive from; absent as well where a run does not say.</summary>
    public long? FirstRawSeq { get; init; }

    public long? LastRawSeq { get; init; }

    public static string IdOf(string meeting, string className, int version) => FormattableString.Invariant($"{meeting}:{className}:{version}");
}

/// <param name="RankedIn">The class of the ranking: a merged class may be ranked apart.</param>
internal sealed record OfficialRank(string RankedIn, int? Rank, string EntryId, string RiderId, string Plate, int? MotoPoints, string? DecidedBy);

/// <param name="Sheet">What officials wrote down or corrected; absent = as timed.</param>
/// <param name="Timed">Times and splits of the run that counts.</param>
internal sealed record OfficialRace(
    string MotoId, string RoundName, int RunNumber, IReadOnlyList<SheetRow> Results, MotoSheet? Sheet, IReadOnlyList<ResultRow> Timed);
