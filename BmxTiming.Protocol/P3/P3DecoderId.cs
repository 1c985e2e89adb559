using System.Buffers.Binary;
using System.Globalization;

namespace BmxTiming.Protocol.P3;

/// <summary>
/// The two ways people write a decoder's number: the integer, and the hex of its four bytes as they stand on the wire
/// (<c>0x000C00D0</c> is <c>D0000C00</c>).
/// </summary>
public static class P3DecoderId
{
    private const int WireHexDigits = 8;

    public static string ToWireHex(uint decoderId) =>
        BinaryPrimitives.ReverseEndianness(decoderId).ToString("X8", CultureInfo.InvariantCulture);

    /// <summary>Exactly eight hex digits are wire hex, any other run of decimal digits is the integer.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out uint decoderId)
    {
        if (text.Length != WireHexDigits)
        {
            return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out decoderId);
        }

        var ok = uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var wire);
        decoderId = BinaryPrimitives.ReverseEndianness(wire);
        return ok;
    }
}
