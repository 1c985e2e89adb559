using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.Control.Results;

/// <summary>A result that officials wrote down or corrected. It stands in front of the run it was written for, until the moto is run again.</summary>
internal sealed record MotoSheet
{
    /// <summary>The moto's document id.</summary>
    public required string Id { get; init; }

    public required string MeetingId { get; init; }

    public required string MotoId { get; init; }

    /// <summary>Raised by each correction; the stored revision.</summary>
    public required long Version { get; init; }

    /// <summary>The run that is corrected; 0 = written down without a timed run.</summary>
    public required int RunNumber { get; init; }

    /// <summary>Empty = taken back: the run counts again, or the moto has no result.</summary>
    public required IReadOnlyList<SheetRow> Rows { get; init; }

    public bool Withdrawn => Rows.Count == 0;

    public required string Reason { get; init; }

    public required string By { get; init; }

    public required Micros AtUs { get; init; }

    /// <summary>What stood here before, oldest first.</summary>
    public IReadOnlyList<SheetVersion> Earlier { get; init; } = [];
}

/// <param name="Place">Or a code.</param>
/// <param name="Code">One of the rulebook's.</param>
internal sealed record SheetRow(string RiderId, int? Place, string? Code = null, Micros? ElapsedUs = null);

internal sealed record SheetVersion(long Version, int RunNumber, IReadOnlyList<SheetRow> Rows, string Reason, string By, Micros AtUs);
