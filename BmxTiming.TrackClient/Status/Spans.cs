using System.Globalization;

namespace BmxTiming.TrackClient.Status;

/// <summary>Times and counts as people read them.</summary>
internal static class Spans
{
    /// <summary><c>3 s</c>, <c>12 min</c>, <c>4 h 05</c>.</summary>
    public static string Of(long ms) => ms switch
    {
        < 60_000 => string.Create(CultureInfo.InvariantCulture, $"{ms / 1000} s"),
        < 3_600_000 => string.Create(CultureInfo.InvariantCulture, $"{ms / 60_000} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{ms / 3_600_000} h {ms / 60_000 % 60:00}"),
    };

    public static string Ago(long ms) => ms < 1000 ? "just now" : Of(ms) + " ago";

    /// <summary>A short time with three figures at most: <c>0.35 ms</c>, <c>12 ms</c>, <c>3.2 s</c>.</summary>
    public static string Precise(long us) => us switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{us / 1000.0:0.0#} ms"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{us / 1000.0:0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{us / 1e6:0.0} s"),
    };

    /// <summary>Groups of three with a narrow space: 12 345 is read at a glance.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u202f');
}
