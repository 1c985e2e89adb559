using BmxTiming.Protocol.Ids;

namespace BmxTiming.Server.Control.Entries;

/// <summary>One start of a rider in a meeting: who rides two classes has two of them, each with its own plate.</summary>
internal sealed record Entry
{
    /// <summary>See <see cref="IdOf"/>: the same entry id may be used in any number of meetings.</summary>
    public required string Id { get; init; }

    public required string MeetingId { get; init; }

    /// <summary>Token within the meeting.</summary>
    public required string EntryId { get; init; }

    public required string RiderId { get; init; }

    public required string ClassName { get; init; }

    /// <summary>As worn in this class, not a number: "W3", "01".</summary>
    public required string Plate { get; init; }

    /// <summary>Worn at this start, such as a hire chip; empty = the rider's own.</summary>
    public IReadOnlyList<uint> TransponderIds { get; init; } = [];

    /// <summary>Came after the draw of the class.</summary>
    public bool Late { get; init; }

    /// <summary>Does not ride any longer; what was ridden stays.</summary>
    public bool Scratched { get; init; }

    /// <summary>Was at the registration desk.</summary>
    public bool CheckedIn { get; init; }

    public bool Paid { get; init; }

    public string? Note { get; init; }

    public static string IdOf(MeetingId meeting, string entryId) => $"{meeting}:{entryId}";
}
