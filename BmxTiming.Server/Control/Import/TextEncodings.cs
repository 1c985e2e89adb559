using System.Text;

namespace BmxTiming.Server.Control.Import;

/// <summary>Finds out how a text file is encoded. Spreadsheets of Central Europe still write 8-bit files.</summary>
internal static class TextEncodings
{
    private const int Windows1250 = 1250;
    private const int Latin2 = 28592;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The text without a byte order mark, and the name of the encoding.</returns>
    public static (string Text, string Name) Decode(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith(Encoding.UTF8.Preamble))
        {
            return (Encoding.UTF8.GetString(file[3..]), "utf-8");
        }

        if (file.StartsWith(Encoding.Unicode.Preamble))
        {
            return (Encoding.Unicode.GetString(file[2..]), "utf-16");
        }

        if (file.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            return (Encoding.BigEndianUnicode.GetString(file[2..]), "utf-16");
        }

        try
        {
            return (s_strict.GetString(file), "utf-8");
        }
        catch (DecoderFallbackException)
        {
            var (page, name) = IsLatin2(file) ? (Latin2, "iso-8859-2") : (Windows1250, "windows-1250");
            return (CodePagesEncodingProvider.Instance.GetEncoding(page)!.GetString(file), name);
        }
    }

    // The two differ in where Š, Ť and Ž stand: Windows has them in 0x80-0x9F, where ISO has control characters, and ISO
    // has them where Windows has ©, «, ® and ».
    private static bool IsLatin2(ReadOnlySpan<byte> file) =>
        file.IndexOfAnyInRange((byte)0x80, (byte)0x9F) < 0 && file.IndexOfAny<byte>([0xA9, 0xAB, 0xAE, 0xB9, 0xBB]) >= 0;
}
