using System.Globalization;
using BmxTiming.Server.Control.Pipeline;
using BmxTiming.Server.Control.Riders;

namespace BmxTiming.Server.Control.Import;

/// <summary>Reads rows of a table as starts; what cannot be read is an error with its place. Pure.</summary>
internal sealed class RowReader(ImportColumns columns, BirthDates dates, DateOnly today)
{
    private static readonly string[] s_female = ["f", "female", "w", "woman", "women", "girl", "girls", "z", "zena", "zeny", "divka"];
    private static readonly string[] s_male = ["m", "male", "man", "men", "boy", "boys", "muz", "muzi", "chlapec", "h"];
    private static readonly string[] s_yes = ["1", "true", "yes", "y", "ano", "x", "paid"];

    private readonly List<RowError> _errors = [];

    /// <returns>The row, or its errors.</returns>
    public (ImportRow? Row, IReadOnlyList<RowError> Errors) Read(TableRow row)
    {
        _errors.Clear();
        var read = new ImportRow(
            row.Number,
            Required(row, ImportColumns.First, Rules.MaxName),
            Required(row, ImportColumns.Last, Rules.MaxName),
            BirthDateOf(row),
            SexOf(row),
            UciIdOf(row),
            Required(row, ImportColumns.Class, Rules.MaxName),
            Optional(row, ImportColumns.Plate, RiderRules.MaxPlate) ?? Optional(row, ImportColumns.SecondPlate, RiderRules.MaxPlate),
            [.. new[] { TransponderOf(row, ImportColumns.Transponder), TransponderOf(row, ImportColumns.SecondTransponder) }
                .OfType<uint>().Distinct()],
            Optional(row, ImportColumns.Club, Rules.MaxName) ?? Optional(row, ImportColumns.Team, Rules.MaxName),
            IsYes(row, ImportColumns.Paid),
            IsYes(row, ImportColumns.Hire));
        if (_errors.Count == 0 && read.UciId is null && read.BirthDate is null)
        {
            Add(row, ImportColumns.BirthDate, RowCodes.IdentityMissing,
                "Give the birth date or the UCI id: without one the rider cannot be told from another of the same name.");
        }

        return _errors.Count == 0 ? (read, []) : (null, [.. _errors]);
    }

    private string Required(TableRow row, string column, int maxLength)
    {
        if (Optional(row, column, maxLength) is { } text)
        {
            return text;
        }

        if (row.Cell(columns[column]).Length == 0)
        {
            Add(row, column, RowCodes.Missing, $"{column} is empty. Fill it in.");
        }

        return "";
    }

    private string? Optional(TableRow row, string column, int maxLength)
    {
        var text = row.Cell(columns[column]);
        if (text.Length > maxLength || text.Any(char.IsControl))
        {
            Add(row, column, RowCodes.TextInvalid, $"{column} must have at most {maxLength} characters, in one line. Shorten it.");
            return null;
        }

        return text.Length == 0 ? null : text;
    }

    private DateOnly? BirthDateOf(TableRow row)
    {
        var text = row.Cell(columns[ImportColumns.BirthDate]);
        if (text.Length == 0)
        {
            return null;
        }

        if (dates.TryParse(text, today, out var date))
        {
            return date;
        }

        Add(row, ImportColumns.BirthDate, RowCodes.BirthDateInvalid, "This is no birth date. Write it as 2015-05-31 or 31.5.2015.");
        return null;
    }

    private string? SexOf(TableRow row)
    {
        var text = Words.Fold(row.Cell(columns[ImportColumns.Sex]));
        if (text.Length == 0)
        {
            return null;
        }

        var sex = s_female.Contains(text, StringComparer.Ordinal) ? Rider.Female : s_male.Contains(text, StringComparer.Ordinal) ? Rider.Male : null;
        if (sex is null)
        {
            Add(row, ImportColumns.Sex, RowCodes.SexUnknown, "Write F or M, or leave it empty.");
        }

        return sex;
    }

    private string? UciIdOf(TableRow row)
    {
        var text = row.Cell(columns[ImportColumns.UciId]).Replace(" ", "", StringComparison.Ordinal);
        if (text.Length == 0)
        {
            return null;
        }

        if (!RiderRules.IsUciId(text))
        {
            Add(row, ImportColumns.UciId, RowCodes.UciIdInvalid, $"A UCI id has up to {RiderRules.MaxUciId} digits. Correct it, or leave it empty.");
        }

        return text;
    }

    private uint? TransponderOf(TableRow row, string column)
    {
        var text = row.Cell(columns[column]).Replace(" ", "", StringComparison.Ordinal);
        if (text.Length == 0)
        {
            return null;
        }

        if (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return number;
        }

        Add(row, column, RowCodes.TransponderInvalid, "This is no transponder number. Write the number that the decoder reports, digits only.");
        return null;
    }

    // REM writes the amount into Paid.
    private bool IsYes(TableRow row, string column)
    {
        var text = row.Cell(columns[column]);
        return s_yes.Contains(Words.Fold(text), StringComparer.Ordinal)
            || (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) && amount > 0);
    }

    private void Add(TableRow row, string column, string code, string message) => _errors.Add(new RowError(row.Number, column, code, message));
}
