using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Platform;

namespace BmxTiming.Server.Control.Import;

/// <summary>Which column of a file is what. Names as REM writes them, and what people call them.</summary>
internal sealed record ImportColumns
{
    public const string First = "First";
    public const string Last = "Last";
    public const string BirthDate = "Birthdate";
    public const string Sex = "Sex";
    public const string UciId = "UCIID";
    public const string Class = "Class";
    public const string Plate = "Plate";
    public const string SecondPlate = "Plate_1";
    public const string Transponder = "Transponder";
    public const string SecondTransponder = "Transponder_1";
    public const string Club = "Club";
    public const string Team = "Team";
    public const string Paid = "Paid";
    public const string Hire = "Transponder_hire_flag";

    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        ["first"] = First, ["firstname"] = First, ["givenname"] = First, ["jmeno"] = First,
        ["last"] = Last, ["lastname"] = Last, ["surname"] = Last, ["familyname"] = Last, ["prijmeni"] = Last,
        ["birthdate"] = BirthDate, ["birthday"] = BirthDate, ["dateofbirth"] = BirthDate, ["dob"] = BirthDate, ["datumnarozeni"] = BirthDate,
        ["sex"] = Sex, ["gender"] = Sex, ["pohlavi"] = Sex,
        ["uciid"] = UciId, ["uci"] = UciId,
        ["class"] = Class, ["category"] = Class, ["kategorie"] = Class,
        ["plate"] = Plate, ["platenumber"] = Plate, ["racenumber"] = Plate, ["plate1"] = SecondPlate,
        ["transponder"] = Transponder, ["transponder1"] = SecondTransponder,
        ["club"] = Club, ["klub"] = Club, ["team"] = Team, ["paid"] = Paid, ["transponderhireflag"] = Hire,
    };

    public required IReadOnlyDictionary<string, int> At { get; init; }

    /// <summary>Columns that are not read, and so not stored.</summary>
    public required IReadOnlyList<string> Ignored { get; init; }

    public int? this[string column] => At.TryGetValue(column, out var at) ? at : null;

    public static Result<ImportColumns> Of(TableRow header)
    {
        var at = new Dictionary<string, int>(StringComparer.Ordinal);
        var ignored = new List<string>();
        for (var i = 0; i < header.Cells.Count; i++)
        {
            if (header.Cells[i].Length > 0 && !TryName(header.Cells[i], i, at))
            {
                ignored.Add(header.Cells[i]);
            }
        }

        string[] missing =
        [
            .. new[] { First, Last, Class }.Where(name => !at.ContainsKey(name)),
            .. at.ContainsKey(UciId) || at.ContainsKey(BirthDate) ? (string[])[] : [$"{BirthDate} or {UciId}"],
        ];
        return missing.Length == 0
            ? Result.Ok(new ImportColumns { At = at, Ignored = ignored })
            : Result.Fail<ImportColumns>(
                ControlCodes.ColumnsMissing, $"Row {header.Number} names no column {string.Join(", ", missing)}. Add it, or send the REM entries file.");
    }

    private static bool TryName(string text, int at, Dictionary<string, int> known)
    {
        if (!s_names.TryGetValue(Words.Fold(text).Replace(" ", "", StringComparison.Ordinal), out var name))
        {
            return false;
        }

        // Some files name the second pair like the first.
        return known.TryAdd(name, at) || name switch
        {
            Plate => known.TryAdd(SecondPlate, at),
            Transponder => known.TryAdd(SecondTransponder, at),
            _ => false,
        };
    }
}
