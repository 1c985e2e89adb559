using System.Globalization;
using System.Net;

namespace BmxTiming.TrackClient;

/// <summary><c>HOST:PORT</c> on the command line; an IPv6 address stands in brackets.</summary>
internal static class EndPoints
{
    public static bool TryParse(string text, int defaultPort, out DnsEndPoint endPoint)
    {
        endPoint = null!;
        var bracket = text.LastIndexOf(']');
        var colon = text.LastIndexOf(':');
        var hasPort = colon > bracket;
        var host = (hasPort ? text[..colon] : text).Trim('[', ']');
        var port = defaultPort;
        if (host.Length == 0 || (hasPort && !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)))
        {
            return false;
        }

        if (port is < 0 or > 65535)
        {
            return false;
        }

        endPoint = new DnsEndPoint(host, port);
        return true;
    }
}
