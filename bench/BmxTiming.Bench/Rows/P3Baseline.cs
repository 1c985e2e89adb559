using System.Buffers.Binary;
using BmxTiming.Protocol.P3;

namespace BmxTiming.Bench.Rows;

/// <summary>
/// What a first reader of this protocol looks like: one byte after the other into a buffer, and at the end of a frame its CRC, byte by
/// byte with a table. Reads undamaged streams only, and looks at no field.
/// </summary>
internal static class P3Baseline
{
    private const int CrcOffset = 4;

    private static readonly ushort[] s_table = Table();

    public static int CountFrames(ReadOnlySpan<byte> wire)
    {
        Span<byte> frame = stackalloc byte[P3Frame.MaxBytes];
        var count = 0;
        var length = 0;
        for (var i = 0; i < wire.Length; i++)
        {
            var b = wire[i];
            if (b == P3Frame.Sor)
            {
                length = 0;
            }
            else if (b == P3Frame.Escape)
            {
                b = (byte)(wire[++i] - P3Frame.EscapeOffset);
                frame[length++] = b;
                continue;
            }

            frame[length++] = b;
            if (b == P3Frame.Eor)
            {
                count += IsRight(frame[..length]) ? 1 : 0;
                length = 0;
            }
        }

        return count;
    }

    private static bool IsRight(Span<byte> frame)
    {
        var stated = BinaryPrimitives.ReadUInt16LittleEndian(frame[CrcOffset..]);
        frame[CrcOffset] = 0;
        frame[CrcOffset + 1] = 0;
        ushort crc = 0xFFFF;
        foreach (var b in frame)
        {
            crc = (ushort)(s_table[crc >> 8] ^ (crc << 8) ^ b);
        }

        return crc == stated;
    }

    private static ushort[] Table()
    {
        var table = new ushort[256];
        for (var b = 0; b < table.Length; b++)
        {
            var value = b << 8;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 0x8000) != 0 ? (value << 1) ^ 0x1021 : value << 1;
            }

            table[b] = (ushort)value;
        }

        return table;
    }
}
