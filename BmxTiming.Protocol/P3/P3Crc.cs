using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BmxTiming.Protocol.P3;

/// <summary>
/// The CRC-16 of a P3 frame: polynomial 0x1021, most significant bit first, initial value 0xFFFF, no final XOR, and the data byte
/// XORed into the <em>low</em> end of the register: <c>crc = T[crc &gt;&gt; 8] ^ (crc &lt;&lt; 8) ^ b</c>. It is therefore none of the
/// catalogued CRC-16 variants ("123456789" gives 0xA69D; CRC-16/CCITT-FALSE gives 0x29B1).
/// Source: vmindru/ambp3client (AmbP3/crc16.py, NOTES/CRC_CHECK); checked against every frame of its captures.
/// </summary>
public static class P3Crc
{
    public const ushort Seed = 0xFFFF;

    private const int Slices = 8;
    private static readonly ushort[] Tables = BuildTables();

    /// <summary>Continues <paramref name="crc"/> over <paramref name="data"/>.</summary>
    public static ushort Compute(ReadOnlySpan<byte> data, ushort crc = Seed)
    {
        while (data.Length >= sizeof(ulong))
        {
            crc = Append8(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
            data = data[sizeof(ulong)..];
        }

        ref var t = ref MemoryMarshal.GetArrayDataReference(Tables);
        foreach (var b in data)
        {
            crc = (ushort)(Unsafe.Add(ref t, crc >> 8) ^ (crc << 8) ^ b);
        }

        return crc;
    }

    /// <summary>
    /// The CRC a frame should carry: over the whole unescaped frame, SOR and EOR included, with its two CRC bytes read as zero.
    /// </summary>
    /// <param name="unescapedFrame">At least <see cref="P3Frame.MinBytes"/> bytes.</param>
    public static ushort OfFrame(ReadOnlySpan<byte> unescapedFrame)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(unescapedFrame.Length, P3Frame.MinBytes, nameof(unescapedFrame));
        const ulong crcFieldCleared = 0xFFFF_0000_FFFF_FFFF;
        var head = BinaryPrimitives.ReadUInt64LittleEndian(unescapedFrame) & crcFieldCleared;
        return Compute(unescapedFrame[sizeof(ulong)..], Append8(Seed, head));
    }

    // The register holds the remainder of everything read so far, so eight more bytes multiply it by x^64. Slice k of the table is
    // b * x^(16 + 8k) mod P; the last two bytes have not reached the register's high end yet and enter as they are.
    private static ushort Append8(ushort crc, ulong littleEndian)
    {
        ref var t = ref MemoryMarshal.GetArrayDataReference(Tables);
        var value = Unsafe.Add(ref t, (7 << 8) + (crc >> 8))
            ^ Unsafe.Add(ref t, (6 << 8) + (crc & 0xFF))
            ^ Unsafe.Add(ref t, (5 << 8) + (int)(littleEndian & 0xFF))
            ^ Unsafe.Add(ref t, (4 << 8) + (int)((littleEndian >> 8) & 0xFF))
            ^ Unsafe.Add(ref t, (3 << 8) + (int)((littleEndian >> 16) & 0xFF))
            ^ Unsafe.Add(ref t, (2 << 8) + (int)((littleEndian >> 24) & 0xFF))
            ^ Unsafe.Add(ref t, (1 << 8) + (int)((littleEndian >> 32) & 0xFF))
            ^ Unsafe.Add(ref t, (int)((littleEndian >> 40) & 0xFF))
            ^ (int)((littleEndian >> 40) & 0xFF00)
            ^ (int)(littleEndian >> 56);
        return (ushort)value;
    }

    private static ushort[] BuildTables()
    {
        const int polynomial = 0x1021;
        var tables = new ushort[Slices * 256];
        for (var b = 0; b < 256; b++)
        {
            var value = b << 8;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 0x8000) != 0 ? (value << 1) ^ polynomial : value << 1;
            }

            tables[b] = (ushort)value;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            var before = tables[i - 256];
            tables[i] = (ushort)(tables[before >> 8] ^ (before << 8));
        }

        return tables;
    }
}
