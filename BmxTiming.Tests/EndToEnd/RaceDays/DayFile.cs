using System.Globalization;

namespace BmxTiming.Tests.EndToEnd.RaceDays;

/// <summary>The entries file of a day.</summary>
internal static class DayFile
{
    public const string Born = "2009-04-17";

    public static IReadOnlyList<DayEntry> Entries(DayPlan plan)
    {
        var entries = new List<DayEntry>();
        foreach (var of in plan.Classes)
        {
            for (var i = 0; i < of.Riders; i++)
            {
                var number = plan.FirstNumber + entries.Count;
                var twin = i < of.Doubles ? entries.Where(entry => entry.ClassName == of.DoublesOf).ElementAt(i) : null;
                entries.Add(new DayEntry(
                    twin?.First ?? string.Create(CultureInfo.InvariantCulture, $"Robin{number}"),
                    twin?.Last ?? string.Create(CultureInfo.InvariantCulture, $"Racer{number}"),
                    Born, of.Name, string.Create(CultureInfo.InvariantCulture, $"{number}"), 1_000_000u + (uint)number, Paid: i > 0));
            }
        }

        return entries;
    }

    public static string Csv(IEnumerable<DayEntry> entries) => "First,Last,Birthdate,Sex,Class,Plate,Transponder,Club,Paid,Email\n"
        + string.Concat(entries.Select(Line));

    private static string Line(DayEntry entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"{entry.First},{entry.Last},{entry.Born},M,{entry.ClassName},{entry.Plate},{entry.Transponder},Club {entry.Last[^1]},")
        + (entry.Paid ? "1,private@example.org\n" : "0,private@example.org\n");
}
