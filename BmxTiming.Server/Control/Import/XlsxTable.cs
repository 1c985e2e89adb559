using System.Globalization;
using System.IO.Compression;
using System.Text;
using BmxTiming.Server.Platform;
using ExcelDataReader;

namespace BmxTiming.Server.Control.Import;

/// <summary>The first sheet with rows of a workbook.</summary>
internal static class XlsxTable
{
    private const string Unreadable = "The workbook is damaged or not an XLSX file. Open it in a spreadsheet program and save it again.";

    // The library asks for the code page of old binary workbooks even where it reads none.
    static XlsxTable() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Result<ImportTable> Read(ReadOnlyMemory<byte> file)
    {
        var bytes = file.ToArray();
        try
        {
            if (!FitsInflated(bytes))
            {
                return ImportFile.TooLarge("The workbook is too large when unpacked. Send only the sheet with the entries.");
            }

            using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes, writable: false));
            do
            {
                if (reader.FieldCount > ImportLimits.MaxColumns)
                {
                    return ImportFile.TooLarge($"The sheet has more than {ImportLimits.MaxColumns} columns. Send only the entries.");
                }

                var rows = ImportFile.Collect(Rows(reader));
                if (rows.IsOk || rows.Error.Code != ControlCodes.FileUnreadable)
                {
                    return rows.IsOk
                        ? Result.Ok(new ImportTable("xlsx", null, null, rows.Value))
                        : new Result<ImportTable> { Error = rows.Error };
                }
            }
            while (reader.NextResult());

            return ImportFile.Unreadable("The workbook is empty. The first row of its first sheet must name the columns.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library does not say which exceptions a damaged file throws, and there is nothing else in this block that throws.
            return ImportFile.Unreadable(Unreadable);
        }
    }

    // Counted, not believed: the directory of an archive may say anything.
    private static bool FitsInflated(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
        if (archive.Entries.Count > ImportLimits.MaxParts)
        {
            return false;
        }

        var buffer = new byte[64 * 1024];
        long total = 0;
        foreach (var part in archive.Entries)
        {
            using var stream = part.Open();
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                if ((total += read) > ImportLimits.MaxInflatedBytes)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static IEnumerable<TableRow> Rows(IExcelDataReader reader)
    {
        for (var number = 1; reader.Read(); number++)
        {
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = TextOf(reader.GetValue(i));
            }

            yield return new TableRow(number, cells);
        }
    }

    private static string TextOf(object? value) => value switch
    {
        null => "",
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()?.Trim() ?? "",
    };
}
