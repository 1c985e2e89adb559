using System.Text;
using NATS.Client.Core;

namespace BmxTiming.Server.Platform.Messaging;

/// <summary>Reads the stored header block of a message (<c>NATS/1.0</c>, then <c>name: value</c> lines, base64 in API answers).</summary>
internal static class HeaderBlock
{
    public static NatsHeaders? Parse(string? base64)
    {
        if (string.IsNullOrEmpty(base64))
        {
            return null;
        }

        var headers = new NatsHeaders();
        foreach (var line in Encoding.UTF8.GetString(Convert.FromBase64String(base64)).Split("\r\n").Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers[line[..colon]] = line[(colon + 1)..].Trim();
            }
        }

        return headers;
    }
}
