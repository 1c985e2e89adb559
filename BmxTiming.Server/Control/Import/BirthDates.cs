using System.Globalization;
using BmxTiming.Server.Control.Riders;

namespace BmxTiming.Server.Control.Import;

/// <summary>Birth dates as people and spreadsheets write them. With slashes the day comes first, unless the file proves otherwise.</summary>
internal sealed class BirthDates
{
    private const int FirstSerial = 10_000; // 1927
    private const int LastSerial = 60_000; // 2064

    private static readonly string[] s_dayFirst =
        ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "d.M.yyyy", "d-M-yyyy", "d/M/yyyy"];

    private static readonly string[] s_monthFirst = [.. s_dayFirst[..^1], "M/d/yyyy"];

    private readonly string[] _formats;

    /// <param name="all">All texts of the column.</param>
    public BirthDates(IEnumerable<string> all)
    {
        var slashed = all.Select(text => text.Split('/')).Where(parts => parts.Length == 3 && parts[2].Length == 4)
            .Select(parts => (First: Number(parts[0]), Second: Number(parts[1]))).ToArray();
        _formats = slashed.Any(date => date.Second > 12) && !slashed.Any(date => date.First > 12) ? s_monthFirst : s_dayFirst;
    }

    public bool TryParse(string text, DateOnly today, out DateOnly date)
    {
        var bare = text.Replace(" ", "", StringComparison.Ordinal);
        // A date with a time: spreadsheets write midnight.
        var day = text.Length > 10 && text[4] == '-' && (text[10] is 'T' or ' ') ? text[..10] : bare;
        if (!DateOnly.TryParseExact(day, _formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        {
            if (!int.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) || serial is < FirstSerial or > LastSerial)
            {
                return false;
            }

            date = DateOnly.FromDateTime(DateTime.FromOADate(serial));
        }

        return date >= RiderRules.FirstBirthDate && date <= today;
    }

    private static int Number(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
