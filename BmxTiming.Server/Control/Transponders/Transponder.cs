using System.Globalization;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.Control.Transponders;

/// <summary>
/// A transponder that somebody owns: a rider, or the club's pool. One document a number, so that no number is two people's.
/// </summary>
internal sealed record Transponder
{
    /// <summary>See <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    public required uint Number { get; init; }

    /// <summary>Whose own it is; absent for a hire chip.</summary>
    public string? RiderId { get; init; }

    /// <summary>It belongs to the pool.</summary>
    public bool Hire { get; init; }

    /// <summary>What is written on it.</summary>
    public string? Label { get; init; }

    public string? Note { get; init; }

    /// <summary>Lost or broken: not handed out any longer.</summary>
    public bool Retired { get; init; }

    /// <summary>Who has the hire chip now; absent = it is in the box.</summary>
    public TransponderLoan? Loan { get; init; }

    public static string IdOf(uint number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <param name="EntryId">It is for this start of the meeting.</param>
/// <param name="Actor">Who handed it out.</param>
internal sealed record TransponderLoan(string RiderId, string? MeetingId, string? EntryId, Micros AtUs, string Actor);
