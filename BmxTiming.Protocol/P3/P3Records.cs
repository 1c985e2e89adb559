using System.Globalization;

namespace BmxTiming.Protocol.P3;

/// <summary>Names of record types, in the capitals that all public sources use.</summary>
public static class P3Records
{
    private static readonly (P3Record Record, string Name)[] Names =
    [
        (P3Record.Reset, "RESET"),
        (P3Record.Passing, "PASSING"),
        (P3Record.Status, "STATUS"),
        (P3Record.Version, "VERSION"),
        (P3Record.Resend, "RESEND"),
        (P3Record.ClearPassing, "CLEAR_PASSING"),
        (P3Record.ServerSettings, "SERVER_SETTINGS"),
        (P3Record.Session, "SESSION"),
        (P3Record.NetworkSettings, "NETWORK_SETTINGS"),
        (P3Record.Watchdog, "WATCHDOG"),
        (P3Record.Hello, "HELLO"),
        (P3Record.Ping, "PING"),
        (P3Record.GetTime, "GET_TIME"),
        (P3Record.GeneralSettings, "GENERAL_SETTINGS"),
        (P3Record.Signals, "SIGNALS"),
        (P3Record.LoopTrigger, "LOOP_TRIGGER"),
        (P3Record.GpsInfo, "GPS_INFO"),
        (P3Record.FirstContact, "FIRST_CONTACT"),
        (P3Record.Timeline, "TIMELINE"),
        (P3Record.Error, "ERROR"),
    ];

    /// <summary>Every record type this codec has a name for.</summary>
    public static IEnumerable<P3Record> All => Names.Select(static entry => entry.Record);

    /// <summary>
    /// True for the records that public sources name. <see cref="P3Record.Hello"/> is not one of them: it has a name here so that
    /// a person can read it, but nobody outside the maker knows what it means, so it counts as unknown.
    /// </summary>
    public static bool IsDocumented(P3Record record) => record switch
    {
        P3Record.Reset or P3Record.Passing or P3Record.Status or P3Record.Version or P3Record.Resend or P3Record.ClearPassing
            or P3Record.ServerSettings or P3Record.Session or P3Record.NetworkSettings or P3Record.Watchdog or P3Record.Ping
            or P3Record.GetTime or P3Record.GeneralSettings or P3Record.Signals or P3Record.LoopTrigger or P3Record.GpsInfo
            or P3Record.FirstContact or P3Record.Timeline or P3Record.Error => true,
        _ => false,
    };

    /// <summary>The name, or <c>0x1234</c> where there is none.</summary>
    public static string NameOf(P3Record record)
    {
        foreach (var entry in Names)
        {
            if (entry.Record == record)
            {
                return entry.Name;
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"0x{(ushort)record:X4}");
    }

    /// <summary>Inverse of <see cref="NameOf"/>; case matters for names, not for hex digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out P3Record record)
    {
        foreach (var entry in Names)
        {
            if (text.SequenceEqual(entry.Name))
            {
                record = entry.Record;
                return true;
            }
        }

        if (text.StartsWith("0x", StringComparison.Ordinal)
            && ushort.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
        {
            record = (P3Record)number;
            return true;
        }

        record = default;
        return false;
    }
}
