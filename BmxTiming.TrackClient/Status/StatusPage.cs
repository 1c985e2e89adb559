using System.Globalization;
using System.Net;
using System.Text;

namespace BmxTiming.TrackClient.Status;

/// <summary>A page for the laptop at the track: one big word, then the figures. No script, so it works in anything.</summary>
internal static class StatusPage
{
    public static string Render(TrackStatus status)
    {
        var html = new StringBuilder(2048);
        html.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"2\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width\"><title>").Append(Text(status.State.ToUpperInvariant())).Append(" · ")
            .Append(Text(status.TrackId)).Append("</title><style>body{font:18px system-ui;margin:2rem;background:#111;color:#eee}")
            .Append("h1{font-size:22vmin;margin:0}.ok{color:#5f5}.waiting{color:#fd5}.offline{color:#fa4}.full,.fault{color:#f66}")
            .Append("td{padding:.2rem 1.5rem .2rem 0}</style></head><body>");
        html.Append(CultureInfo.InvariantCulture, $"<h1 class=\"{Text(status.State)}\">{Text(status.State.ToUpperInvariant())}</h1><table>");
        Row(html, "Track", $"{status.TrackId} ({status.ClientId})");
        Row(html, "Decoder", $"{status.Decoder.State}, {status.Decoder.EndPoint}, id {status.Decoder.DecoderId?.ToString(CultureInfo.InvariantCulture) ?? "?"}");
        Row(html, "Silent for", string.Create(CultureInfo.InvariantCulture, $"{status.Decoder.SilenceMs / 1000.0:0.0} s"));
        Row(html, "Last passing", status.Decoder.LastPassingNumber?.ToString(CultureInfo.InvariantCulture) ?? "none");
        Row(html, "Server", status.Uplink.Code is null ? status.Uplink.State : $"{status.Uplink.State} ({status.Uplink.Code})");
        Row(html, "To send", status.Spool.UnsentRecords.ToString(CultureInfo.InvariantCulture));
        Row(html, "Spool", string.Create(CultureInfo.InvariantCulture, $"{status.Spool.UsedBytes / 1e6:0.0} of {status.Spool.CapBytes / 1e6:0} MB"));
        Row(html, "Clock", status.Uplink.ClockOffsetUs is { } offset
            ? string.Create(CultureInfo.InvariantCulture, $"{offset / 1000.0:0.0} ms ± {status.Uplink.ClockUncertaintyUs / 1000.0:0.0} ms")
            : "not measured");
        return html.Append("</table></body></html>").ToString();
    }

    private static void Row(StringBuilder html, string name, string value) =>
        html.Append("<tr><td>").Append(Text(name)).Append("</td><td>").Append(Text(value)).Append("</td></tr>");

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
