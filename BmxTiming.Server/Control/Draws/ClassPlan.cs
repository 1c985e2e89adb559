using System.Collections.Immutable;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Scoring.Draws;

namespace BmxTiming.Server.Control.Draws;

/// <summary>A class as it rides: seeding, draw, knock-out heats and how far its result is.</summary>
internal sealed record ClassPlan
{
    public required string Id { get; init; }

    public required string MeetingId { get; init; }

    public required string ClassName { get; init; }

    /// <summary>Begins the ids of its motos.</summary>
    public required string Token { get; init; }

    /// <summary>Raised by each change; the stored revision.</summary>
    public long Version { get; init; }

    /// <summary>Entry ids, best first; who is not named is not seeded.</summary>
    public IReadOnlyList<string> Seeding { get; init; } = [];

    /// <summary>Absent = not drawn.</summary>
    public DrawStamp? Draw { get; init; }

    /// <summary>Everybody who was drawn, late entries at the end.</summary>
    public IReadOnlyList<string> EntryIds { get; init; } = [];

    public IReadOnlyList<DrawnRound> Motos { get; init; } = [];

    public IReadOnlyList<DrawnRound> KnockOuts { get; init; } = [];

    /// <summary>Entry ids in the order that officials gave to riders whom no rule splits.</summary>
    public IReadOnlyList<string> Lots { get; init; } = [];

    public ResultStatus Status { get; init; }

    public Signature? Checked { get; init; }

    /// <summary>What each race said when the result was checked.</summary>
    public IReadOnlyList<RaceSum> CheckedRaces { get; init; } = [];

    public Micros? ProtestUntilUs { get; init; }

    public Signature? Official { get; init; }

    /// <summary>How often this class was made official.</summary>
    public int OfficialVersion { get; init; }

    public IEnumerable<DrawnRound> Rounds => Motos.Concat(KnockOuts);

    public static string IdOf(string meeting, string className) => $"{meeting}:{className}";

    public static ClassPlan Of(MeetingId meeting, string className, string token) =>
        new() { Id = IdOf(meeting.Value, className), MeetingId = meeting.Value, ClassName = className, Token = token };

    public ClassPlan Next() => this with { Version = Version + 1 };

    /// <param name="gate">From 0.</param>
    public string MotoIdOf(string round, int gate) => FormattableString.Invariant($"{Token}-{TokenOf(round)}-{gate + 1}");

    /// <summary>A name as part of an identifier.</summary>
    public static string TokenOf(string name)
    {
        const int MaxLength = 40;
        var text = new string([.. name.Trim().ToLowerInvariant().Select(static c => char.IsAsciiLetterOrDigit(c) ? c : c == '/' ? '_' : '-')]);
        return text.Length <= MaxLength ? text : text[..MaxLength];
    }
}

/// <param name="Riders">So many were drawn: the size that decides which rounds are ridden.</param>
internal sealed record DrawStamp(long Seed, int Riders, string DrawnBy, Micros DrawnAtUs);

internal sealed record Signature(string By, Micros AtUs, string? Reason = null);

/// <param name="Sum">Another one is another result.</param>
internal sealed record RaceSum(string MotoId, string Sum);

internal enum ResultStatus
{
    Provisional,
    Checked,
    Official,
}
