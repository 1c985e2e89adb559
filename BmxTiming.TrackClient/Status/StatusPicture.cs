using System.Globalization;
using System.Text;

namespace BmxTiming.TrackClient.Status;

/// <summary>The last ten minutes as two rows of bars: passings read, and records that waited to be sent.</summary>
internal static class StatusPicture
{
    private const int BarWidth = 10;
    private const int Height = 60;

    public static void Render(StringBuilder html, HistoryPart history)
    {
        var passings = history.Passings.Sum();
        html.Append(CultureInfo.InvariantCulture, $"""<figure><figcaption><span>Passings in 10 minutes</span><b>{Spans.Count(passings)}</b></figcaption>""");
        Bars(html, history.Passings, "passing", $"{passings} passings in the last ten minutes");
        var most = history.Unsent.Max();
        html.Append(CultureInfo.InvariantCulture, $"""<figcaption><span>Waiting to be sent, at most</span><b>{Spans.Count(most)}</b></figcaption>""");
        Bars(html, history.Unsent, "unsent", $"at most {most} unsent records in the last ten minutes");
        html.Append("<figcaption><span>10 min ago</span><span>5 min ago</span><span>now</span></figcaption></figure>");
    }

    private static void Bars(StringBuilder html, IReadOnlyList<long> values, string kind, string label)
    {
        var most = Math.Max(1, values.Max());
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
             <svg viewBox="0 0 {values.Count * BarWidth} {Height}" preserveAspectRatio="none" role="img" aria-label="{label}">
             <line x1="0" x2="{values.Count * BarWidth}" y1="{Height}" y2="{Height}"/>
             """);
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] > 0)
            {
                // One passing must be seen beside a hundred.
                var height = Math.Max(2.0, Height * values[i] / (double)most);
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"""<rect class="{kind}" x="{(i * BarWidth) + 1}" y="{Height - height:0.#}" width="{BarWidth - 2}" height="{height:0.#}"/>""");
            }
        }

        html.Append("</svg>");
    }
}
