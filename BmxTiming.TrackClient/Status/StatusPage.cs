using System.Globalization;
using System.Net;
using System.Text;

namespace BmxTiming.TrackClient.Status;

/// <summary>
/// The page for the laptop at the track: one word that is readable from five metres, what to do, then the figures. Rendered here, whole,
/// so it works without scripts; the script only fetches <see cref="RenderLive"/> again.
/// </summary>
internal static class StatusPage
{
    public static string Render(TrackStatus status)
    {
        var html = new StringBuilder(8192);
        html.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>{Text(status.Word)} · {Text(status.TrackId)}</title>
            <link rel="stylesheet" href="/page.css"><link rel="icon" href="data:,">
            <noscript><meta http-equiv="refresh" content="2"></noscript></head><body>
            <header><strong>{Text(status.TrackId)}</strong><span>gateway {Text(status.ClientId)}</span>
            <button id="alarm" class="push" aria-pressed="false" hidden>Alarm off</button></header>
            <main id="live">
            """);
        return html.Append(RenderLive(status)).Append("</main>").Append(Gone).Append("<script src=\"/page.js\"></script></body></html>").ToString();
    }

    /// <summary>What changes while one looks at it.</summary>
    public static string RenderLive(TrackStatus status)
    {
        var html = new StringBuilder(8192);
        Lamp(html, status);
        html.Append("<div class=\"tiles\">");
        LastPassing(html, status);
        Unsent(html, status);
        Server(html, status);
        Spool(html, status);
        Clock(html, status);
        html.Append("</div><div class=\"lower\">");
        Decoders(html, status);
        StatusPicture.Render(html, status.History);
        html.Append("</div>");
        html.Append(CultureInfo.InvariantCulture, $"""
            <footer><span>{Text(status.LocalTime)}</span><span>version {Text(status.Version)}</span>
            <span>{Count(status.Uplink.Records)} records confirmed since the start</span>
            <span>{Count(status.Uplink.Duplicates)} sent twice and recognised</span><span>{Count(status.Uplink.DeclaredLost)} declared lost</span></footer>
            """);
        return html.ToString();
    }

    /// <summary>What the script shows when the gateway does not answer any more.</summary>
    private const string Gone = """
        <template id="gone"><section class="lamp gone" data-state="gone" role="alert"><h1>STOPPED</h1><p class="detail">the gateway program does not answer</p>
        <p class="advice">The decoder is not read now. It keeps its passings. Start the gateway again: sudo systemctl restart bmxtiming-track</p></section></template>
        """;

    private static void Lamp(StringBuilder html, TrackStatus status)
    {
        html.Append(
            CultureInfo.InvariantCulture,
            $"""<section class="lamp {Text(status.State)}" data-state="{Text(status.State)}" role="status"><h1>{Text(status.Word)}</h1>""");
        if (status.Detail is { } detail)
        {
            html.Append(CultureInfo.InvariantCulture, $"""<p class="detail">{Text(detail)}</p>""");
        }

        html.Append(CultureInfo.InvariantCulture, $"""<p class="advice">{Text(status.Advice)}</p>""");
        if (status.Problems.Count > 1)
        {
            html.Append("<ul>");
            foreach (var problem in status.Problems.Skip(1))
            {
                html.Append(CultureInfo.InvariantCulture, $"<li>{Text(problem.Detail ?? problem.Advice)}</li>");
            }

            html.Append("</ul>");
        }

        html.Append("</section>");
    }

    private static void LastPassing(StringBuilder html, TrackStatus status)
    {
        var age = status.Decoders.Max(static decoder => decoder.LastPassingAgeMs);
        var number = age is null ? "since the start" : $"number {Number(status.Decoder.LastPassingNumber)}";
        Tile(html, "Last passing", age is { } ms ? Spans.Ago(ms) : "none yet", number, isAlert: false);
    }

    private static void Unsent(StringBuilder html, TrackStatus status)
    {
        var oldest = status.Spool.OldestUnsentAgeMs is { } ms ? $"the oldest for {Spans.Of(ms)}" : "all confirmed";
        Tile(html, "Unsent records", Count(status.Spool.UnsentRecords), oldest, status.State == "offline");
    }

    private static void Server(StringBuilder html, TrackStatus status)
    {
        var confirmed = status.Uplink.LastConfirmedUs is { } at ? $"confirmed {Spans.Ago((status.NowUs - at) / 1000)}" : "nothing confirmed yet";
        var isSilent = status.Uplink.State == "offline";
        var trip = isSilent ? "no answer" : status.Uplink.RoundTripUs is { } us ? Spans.Precise(us) : "–";
        Tile(html, "Server, there and back", trip, confirmed, isSilent || status.Uplink.State == "refused");
    }

    private static void Spool(StringBuilder html, TrackStatus status)
    {
        var (used, cap) = (status.Spool.UsedBytes, status.Spool.CapBytes);
        html.Append(CultureInfo.InvariantCulture, $"""
            <section class="tile"><h2>Spool on this disk</h2><p class="big">{100.0 * used / cap:0.#} %</p>
            <p><meter min="0" max="{cap}" high="{cap * 8 / 10}" value="{used}">{used}</meter>{used / 1e6:0} of {cap / 1e6:0} MB</p></section>
            """);
    }

    private static void Clock(StringBuilder html, TrackStatus status)
    {
        if (status.Uplink.ClockOffsetUs is not { } offset)
        {
            Tile(html, "Clock", "–", "not measured yet", isAlert: false);
            return;
        }

        // What the server adds to this clock: positive where this computer is behind.
        var direction = offset >= 0 ? "behind" : "ahead of";
        var uncertainty = string.Create(CultureInfo.InvariantCulture, $"{direction} the server ± {Spans.Precise(status.Uplink.ClockUncertaintyUs ?? 0)}");
        Tile(html, "Clock", Spans.Precise(Math.Abs(offset)), uncertainty, status.Problems.Any(static problem => problem.State == "clock"));
    }

    private static void Decoders(StringBuilder html, TrackStatus status)
    {
        html.Append("<section class=\"decoders\"><h2>Decoder</h2><table><tr><th>address</th><th>state</th><th>passing</th>")
            .Append("<th>noise</th><th>°C</th><th>volt</th><th>bad frames</th></tr>");
        foreach (var decoder in status.Decoders)
        {
            html.Append(CultureInfo.InvariantCulture, $"""
                <tr><td>{Text(decoder.TimingPoint is null ? decoder.EndPoint : $"{decoder.TimingPoint} · {decoder.EndPoint}")}</td>
                <td class="{Text(decoder.State)}">{Text(decoder.State)}</td><td>{Number(decoder.LastPassingNumber)}</td><td>{Number(decoder.Noise)}</td>
                <td>{Number(decoder.TemperatureC)}</td><td>{Volt(decoder.InputVoltageDv)}</td><td>{Count(decoder.CrcFailures)}</td></tr>
                """);
        }

        html.Append("</table></section>");
    }

    private static void Tile(StringBuilder html, string name, string big, string small, bool isAlert) => html.Append(
        CultureInfo.InvariantCulture,
        $"""<section class="tile{(isAlert ? " alert" : "")}"><h2>{Text(name)}</h2><p class="big">{Text(big)}</p><p>{Text(small)}</p></section>""");

    private static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "–";

    private static string Volt(int? decivolt) => decivolt is { } value ? (value / 10.0).ToString("0.0", CultureInfo.InvariantCulture) : "–";

    private static string Count(long value) => Spans.Count(value);

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
