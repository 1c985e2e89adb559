using System.Security.Cryptography;
using System.Text;

namespace BmxTiming.Server.RaceEngine.Replay;

/// <summary>
/// Last member of each line of an archive: the first eight digits of the SHA-256 of what stands before it. It says which line
/// of a damaged file is damaged; that the file is whole is said by the checksum at its end.
/// </summary>
internal static class LineSum
{
    private const int Digits = 8;

    private static ReadOnlySpan<byte> Member => ",\"sum\":\""u8;

    private static ReadOnlySpan<byte> End => "\"}"u8;

    /// <param name="line">A JSON object.</param>
    public static byte[] Put(ReadOnlySpan<byte> line)
    {
        var content = line[..^1];
        return [.. content, .. Member, .. Of(content), .. End];
    }

    /// <param name="line">With or without its line end.</param>
    public static bool IsRight(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd((byte)'\n');
        var tail = Member.Length + Digits + End.Length;
        if (line.Length <= tail || !line.EndsWith(End))
        {
            return false;
        }

        var content = line[..^tail];
        return line[content.Length..].StartsWith(Member) && line[^(Digits + End.Length)..^End.Length].SequenceEqual(Of(content));
    }

    private static byte[] Of(ReadOnlySpan<byte> content) =>
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(content))[..Digits]);
}
