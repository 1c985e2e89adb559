using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.Control.Import;

/// <summary>The imports of a meeting: answers a repeated commit, and lets one commit at a time through.</summary>
internal sealed record ImportLedger
{
    /// <summary>Most imports that are remembered.</summary>
    public const int Capacity = 50;

    /// <summary>The meeting.</summary>
    public required string Id { get; init; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ImportDone> Done { get; init; } = [];

    public ImportLedger With(ImportDone done) => this with { Done = [done, .. Done.Take(Capacity - 1)] };
}

/// <summary>What an import did.</summary>
/// <param name="PreviewId">Of the preview that was carried out.</param>
/// <param name="Unchanged">Rows that said what was known already.</param>
/// <param name="SkippedRows">Rows with errors.</param>
internal sealed record ImportDone(
    string PreviewId, Micros AtUs, string Actor, int NewRiders, int ChangedRiders, int NewEntries, int ChangedEntries, int Unchanged,
    int SkippedRows);
