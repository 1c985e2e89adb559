using System.Security.Cryptography;
using System.Text.Json;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Riders;

namespace BmxTiming.Server.Control.Import;

/// <summary>What an import would change. New riders have provisional ids until it is carried out.</summary>
internal sealed record ImportPlan
{
    /// <summary>One for each row of the file.</summary>
    public required IReadOnlyList<RowPlan> Rows { get; init; }

    public required IReadOnlyList<Rider> NewRiders { get; init; }

    public required IReadOnlyList<Rider> ChangedRiders { get; init; }

    /// <summary>Entry ids are given when it is carried out.</summary>
    public required IReadOnlyList<Entry> NewEntries { get; init; }

    public required IReadOnlyList<Entry> ChangedEntries { get; init; }

    /// <summary>Numbers that nobody had, by the rider who gets them.</summary>
    public required IReadOnlyDictionary<uint, string> NewTransponders { get; init; }

    public IEnumerable<RowError> Errors => Rows.SelectMany(row => row.Errors);

    /// <summary>The same for the same file and the same changes: what was previewed is what is carried out.</summary>
    public string IdOf(string meetingId)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes((object[])[meetingId, Rows, NewRiders, ChangedRiders, NewEntries, ChangedEntries]);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}

/// <param name="Rider">One of <see cref="RowStates"/>; absent with errors.</param>
/// <param name="RiderId">Absent for a new rider.</param>
/// <param name="Entry">One of <see cref="RowStates"/>; absent with errors.</param>
internal sealed record RowPlan(
    int Row, string? Name, string? ClassName, string? Plate, string? Rider, string? RiderId, string? Entry, IReadOnlyList<RowError> Errors);

/// <summary>What a row does to a rider or an entry.</summary>
internal static class RowStates
{
    public const string New = "new";
    public const string Changed = "changed";
    public const string Unchanged = "unchanged";
}
