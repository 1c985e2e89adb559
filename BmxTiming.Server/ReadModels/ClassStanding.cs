using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.ReadModels;

/// <summary>
/// The ranks of a class at a meeting, moto by moto, as they were raced. No points and no totals: those belong to a rulebook.
/// </summary>
internal sealed record ClassStanding
{
    /// <summary>See <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    public required string TrackId { get; init; }

    public required string MeetingId { get; init; }

    public required string ClassName { get; init; }

    /// <summary>Motos with a result, in race order.</summary>
    public IReadOnlyList<StandingMoto> Motos { get; init; } = [];

    /// <summary>Sequence, in the race event stream, of the last event in it.</summary>
    public long StreamSeq { get; init; }

    public static string IdOf(TrackId track, string meetingId, string className) => $"{track.Value}:{meetingId}:{className}";
}

/// <param name="RunId">The run that counts: of several, the latest that finished.</param>
internal sealed record StandingMoto(
    string MotoId, int Number, string RoundName, RunId RunId, int RunNumber, IReadOnlyList<StandingRank> Ranks);

/// <param name="Code">Absent for a finisher, else the code of the result.</param>
internal sealed record StandingRank(int Lane, RiderId RiderId, string Plate, int? Place, string? Code, Micros? ElapsedUs, bool Tie);
