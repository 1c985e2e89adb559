using System.Buffers;

namespace BmxTiming.TrackClient.Decoder.Cli;

/// <summary>One line of a hex capture: digits in any case, blanks anywhere, '#' starts a comment.</summary>
internal static class HexText
{
    /// <summary>False where a character is no hex digit or a digit is left over.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> line, Span<byte> bytes, out int written)
    {
        written = 0;
        var high = -1;
        var comment = line.IndexOf((byte)'#');
        foreach (var c in comment < 0 ? line : line[..comment])
        {
            if (c is (byte)' ' or (byte)'\t' or (byte)'\r')
            {
                continue;
            }

            var digit = Digit(c);
            if (digit < 0)
            {
                return false;
            }

            if (high < 0)
            {
                high = digit;
                continue;
            }

            bytes[written++] = (byte)((high << 4) | digit);
            high = -1;
        }

        return high < 0;
    }

    /// <summary>A value in JSON: hex digits only, none for an empty value.</summary>
    public static bool TryDecode(string text, int maxBytes, out byte[] bytes)
    {
        bytes = [];
        if (text.Length % 2 != 0 || text.Length > 2 * maxBytes)
        {
            return false;
        }

        bytes = new byte[text.Length / 2];
        return Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done;
    }

    private static int Digit(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        _ => -1,
    };
}
