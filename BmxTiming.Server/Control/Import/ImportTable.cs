namespace BmxTiming.Server.Control.Import;

/// <summary>A file as a table of texts.</summary>
/// <param name="Format"><c>csv</c> or <c>xlsx</c>.</param>
/// <param name="Encoding">How the text was read; absent for a workbook.</param>
/// <param name="Separator">Of a text file: <c>comma</c>, <c>semicolon</c> or <c>tab</c>.</param>
/// <param name="Rows">The header and what follows, without blank rows.</param>
internal sealed record ImportTable(string Format, string? Encoding, string? Separator, IReadOnlyList<TableRow> Rows);

/// <param name="Number">As a spreadsheet counts: the header of an ordinary file is row 1.</param>
internal sealed record TableRow(int Number, IReadOnlyList<string> Cells)
{
    public bool IsBlank => Cells.All(string.IsNullOrEmpty);

    public string Cell(int? column) => column is { } at && at < Cells.Count ? Cells[at] : "";
}
