using System.Net;
using BmxTiming.Protocol.Ids;

namespace BmxTiming.TrackClient.Decoder;

/// <summary><c>HOST:PORT</c> or <c>HOST:PORT=POINT</c> on the command line: a decoder, and the timing point it stands for.</summary>
internal sealed record DecoderAddress(DnsEndPoint EndPoint, string? TimingPoint = null)
{
    public static bool TryParse(string text, out DecoderAddress address)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var point = equals < 0 ? null : text[(equals + 1)..];
        if ((point is not null && !WireToken.IsValid(point))
            || !EndPoints.TryParse(equals < 0 ? text : text[..equals], DecoderOptions.DefaultPort, out var endPoint))
        {
            address = null!;
            return false;
        }

        address = new DecoderAddress(endPoint, point);
        return true;
    }
}
