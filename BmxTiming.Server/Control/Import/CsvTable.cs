using BmxTiming.Server.Platform;
using Sylvan.Data.Csv;

namespace BmxTiming.Server.Control.Import;

/// <summary>Text files: comma, semicolon or tab, quoted as in RFC 4180.</summary>
internal static class CsvTable
{
    private const string Hint = "sep=";

    private static readonly char[] s_separators = [',', ';', '\t'];

    public static Result<ImportTable> Read(ReadOnlyMemory<byte> file)
    {
        var (text, encoding) = TextEncodings.Decode(file.Span);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return ImportFile.Unreadable("The file is neither text nor a workbook. Save it as CSV (UTF-8) or XLSX.");
        }

        var header = FirstLine(text);
        var hinted = header.StartsWith(Hint, StringComparison.OrdinalIgnoreCase) && header.Length == Hint.Length + 1;
        var separator = hinted ? header[^1] : SeparatorOf(header);
        try
        {
            var rows = ImportFile.Collect(Rows(text, separator).Skip(hinted ? 1 : 0));
            return rows.IsOk
                ? Result.Ok(new ImportTable("csv", encoding, NameOf(separator), rows.Value))
                : new Result<ImportTable> { Error = rows.Error };
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or CsvRecordTooLargeException)
        {
            return ImportFile.Unreadable($"The file is no table: {e.Message} Look for a quotation mark that is never closed.");
        }
    }

    private static IEnumerable<TableRow> Rows(string text, char separator)
    {
        using var reader = CsvDataReader.Create(
            new StringReader(text),
            new CsvDataReaderOptions
            {
                HasHeaders = false,
                Delimiter = separator,
                MaxBufferSize = ImportLimits.MaxFileBytes,
            });
        for (var number = 1; reader.Read(); number++)
        {
            var cells = new string[Math.Min(reader.RowFieldCount, ImportLimits.MaxColumns + 1)];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = reader.GetString(i).Trim();
            }

            yield return new TableRow(number, cells);
        }
    }

    private static string FirstLine(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return (end < 0 ? text : text[..end]).Trim();
    }

    private static char SeparatorOf(string header) => s_separators.MaxBy(candidate => header.Count(c => c == candidate));

    private static string NameOf(char separator) => separator switch { ',' => "comma", ';' => "semicolon", _ => "tab" };
}
