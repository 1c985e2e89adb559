using System.Globalization;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Scoring.Meetings;

namespace BmxTiming.Tests.Support;

/// <summary>Class sheets as a table: one rider a line, <c>43 M1=1 M2=DNF:7 final=2@31.5#S1/4</c> (result:points@time#heat/lane).</summary>
internal static class ClassSheets
{
    public static ClassSheet Of(string table) => new(
        "a class",
        null,
        Complete: true,
        [.. table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Rider)]);

    private static RiderSheet Rider(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new RiderSheet(words[0], [.. words[1..].Select(Result)], null, null, null);
    }

    private static ResultSheet Result(string word)
    {
        var (round, rest) = Cut(word, '=');
        (rest, var lane) = Cut(rest!, '/');
        (rest, var heat) = Cut(rest, '#');
        (rest, var time) = Cut(rest, '@');
        var (result, points) = Cut(rest, ':');
        var isPlace = int.TryParse(result, NumberStyles.None, CultureInfo.InvariantCulture, out var place);
        return new ResultSheet(
            round, heat, Number(lane), isPlace ? place : null, isPlace ? null : result, Number(points), null,
            time is null ? null : new Micros((long)(decimal.Parse(time, CultureInfo.InvariantCulture) * Micros.PerSecond)));
    }

    private static (string Before, string? After) Cut(string text, char mark) =>
        text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, null);

    private static int? Number(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);
}
