using System.Globalization;
using System.Text;
using BmxTiming.Server.Control;
using BmxTiming.Server.Control.Import;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Unit.Control;

public sealed class ImportFileTests
{
    private const string Text = "First;Last\nŠárka;Žáková\n";

    [Theory]
    [InlineData("utf-8", false, "utf-8")]
    [InlineData("utf-8", true, "utf-8")]
    [InlineData("utf-16", true, "utf-16")]
    [InlineData("utf-16BE", true, "utf-16")]
    [InlineData("windows-1250", false, "windows-1250")]
    [InlineData("iso-8859-2", false, "iso-8859-2")]
    public void The_encoding_is_found_out(string encoding, bool mark, string found)
    {
        var written = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);

        var table = ImportFile.Read((byte[])[.. mark ? written.GetPreamble() : [], .. written.GetBytes(Text)]);

        Assert.True(table.IsOk, table.Error?.Message);
        Assert.Equal((found, "semicolon", "First", "Šárka", "Žáková"),
            (table.Value.Encoding, table.Value.Separator, table.Value.Rows[0].Cells[0], table.Value.Rows[1].Cells[0], table.Value.Rows[1].Cells[1]));
    }

    [Theory]
    [InlineData("a,b\n\"x, \"\"y\"\"\",z", "comma")]
    [InlineData("a;b\r\n\"x, \"\"y\"\"\";z\r\n", "semicolon")]
    [InlineData("a\tb\n\"x, \"\"y\"\"\"\tz\n\n\n", "tab")]
    [InlineData("sep=;\na;b\n\"x, \"\"y\"\"\";z", "semicolon")]
    public void Separators_and_quotes_are_understood(string text, string separator)
    {
        var table = ImportFile.Read(Encoding.UTF8.GetBytes(text));

        Assert.True(table.IsOk, table.Error?.Message);
        Assert.Equal(separator, table.Value.Separator);
        Assert.Equal(["a", "b"], table.Value.Rows[0].Cells);
        Assert.Equal(["x, \"y\"", "z"], table.Value.Rows[1].Cells);
    }

    [Theory]
    [InlineData("2015-05-01", "2015-05-01")]
    [InlineData("1.5.2015", "2015-05-01")]
    [InlineData("01. 05. 2015", "2015-05-01")]
    [InlineData("1/5/2015", "2015-05-01")]
    [InlineData("20150501", "2015-05-01")]
    [InlineData("2015-05-01 00:00:00", "2015-05-01")]
    [InlineData("2015-05-01T00:00:00", "2015-05-01")]
    [InlineData("42125", "2015-05-01")]
    [InlineData("1.5.15", null)]
    [InlineData("31.4.2015", null)]
    [InlineData("1.5.1815", null)]
    [InlineData("1.5.2999", null)]
    [InlineData("soon", null)]
    public void Birth_dates_are_read_as_people_write_them(string text, string? date)
    {
        var read = new BirthDates([text]).TryParse(text, new DateOnly(2026, 5, 1), out var found);

        Assert.Equal(date, read ? found.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
    }

    [Fact]
    public void A_file_with_a_day_in_second_place_has_the_month_in_first()
    {
        var dates = new BirthDates(["5/31/2015", "5/1/2015"]);

        Assert.True(dates.TryParse("5/1/2015", new DateOnly(2026, 5, 1), out var date));
        Assert.Equal(new DateOnly(2015, 5, 1), date);
    }

    [Fact]
    public void A_workbook_that_unpacks_to_too_much_is_refused_before_it_is_read()
    {
        var bomb = Workbooks.OfSheet(new string(' ', ImportLimits.MaxInflatedBytes + 1));

        Assert.True(bomb.Length < ImportLimits.MaxFileBytes);
        Assert.Equal(ControlCodes.FileTooLarge, ImportFile.Read(bomb).Error?.Code);
    }

    [Theory]
    [InlineData("ZZZZZZ1")]
    [InlineData("XFD1")]
    public void A_cell_far_to_the_right_takes_no_memory(string cell)
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        var sheet = $"<worksheet xmlns=\"{main}\"><sheetData><row r=\"1\"><c r=\"{cell}\"><v>1</v></c></row></sheetData></worksheet>";

        Assert.Equal(ControlCodes.FileTooLarge, ImportFile.Read(Workbooks.OfSheet(sheet)).Error?.Code);
    }

    [Fact]
    public void A_row_far_down_ends_the_reading()
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string sheet = $"<worksheet xmlns=\"{main}\"><sheetData><row r=\"2000000000\"><c r=\"A2000000000\"><v>1</v></c></row></sheetData></worksheet>";

        Assert.Equal(ControlCodes.FileTooLarge, ImportFile.Read(Workbooks.OfSheet(sheet)).Error?.Code);
    }

    [Theory]
    [InlineData("a,b\n\"never closed,1\n")]
    [InlineData("\u0001\u0000\u0002")]
    [InlineData("PK\u0003\u0004 damaged")]
    public void What_is_no_table_is_unreadable(string text) =>
        Assert.Equal(ControlCodes.FileUnreadable, ImportFile.Read(Encoding.Latin1.GetBytes(text)).Error?.Code);
}
