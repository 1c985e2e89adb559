using BmxTiming.Server.Platform;

namespace BmxTiming.Server.Control.Import;

/// <summary>Reads what somebody sent as a table, within <see cref="ImportLimits"/>.</summary>
internal static class ImportFile
{
    public static Result<ImportTable> Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > ImportLimits.MaxFileBytes)
        {
            return TooLarge($"The file has more than {ImportLimits.MaxFileBytes / 1024 / 1024} MiB. Send only the sheet with the entries.");
        }

        return file.Span.StartsWith("PK\u0003\u0004"u8) ? XlsxTable.Read(file) : CsvTable.Read(file);
    }

    /// <summary>Takes rows until there are none, or too many.</summary>
    public static Result<IReadOnlyList<TableRow>> Collect(IEnumerable<TableRow> rows)
    {
        var kept = new List<TableRow>();
        foreach (var row in rows)
        {
            if (row.Number > ImportLimits.MaxSheetRows || kept.Count > ImportLimits.MaxRows)
            {
                return new Result<IReadOnlyList<TableRow>>
                {
                    Error = new Error(ControlCodes.FileTooLarge, $"The file has more than {ImportLimits.MaxRows} entries. Split it."),
                };
            }

            if (row.Cells.Count > ImportLimits.MaxColumns || row.Cells.Any(cell => cell.Length > ImportLimits.MaxCellLength))
            {
                return new Result<IReadOnlyList<TableRow>>
                {
                    Error = new Error(
                        ControlCodes.FileTooLarge,
                        $"Row {row.Number} has more than {ImportLimits.MaxColumns} columns or a cell of more than {ImportLimits.MaxCellLength} characters."),
                };
            }

            if (!row.IsBlank)
            {
                kept.Add(row);
            }
        }

        return kept.Count == 0
            ? Result.Fail<IReadOnlyList<TableRow>>(ControlCodes.FileUnreadable, "The file is empty. Its first row must name the columns.")
            : Result.Ok<IReadOnlyList<TableRow>>(kept);
    }

    public static Result<ImportTable> TooLarge(string message) => Result.Fail<ImportTable>(ControlCodes.FileTooLarge, message);

    public static Result<ImportTable> Unreadable(string message) => Result.Fail<ImportTable>(ControlCodes.FileUnreadable, message);
}
