using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BmxTiming.TrackClient.Spool;

/// <summary>
/// CRC-32C (Castagnoli, RFC 3720 B.4) with the processor's own instruction. Each step waits for the one before it, so three
/// parts of a record are summed side by side and then joined: 430 bytes take about half as long, and the rest of the time
/// is short of what System.IO.Hashing needs for a record of this size.
/// </summary>
internal static class Crc32C
{
    private const int PartBytes = 128;

    private static readonly uint[] s_zeros = ZerosOf(PartBytes);

    /// <summary>Goes on with <paramref name="crc"/>, which starts as all ones and is inverted at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        for (; data.Length >= 3 * PartBytes; data = data[(3 * PartBytes)..])
        {
            var words = MemoryMarshal.Cast<byte, ulong>(data[..(3 * PartBytes)]);
            var (first, second, third) = (crc, 0u, 0u);
            for (var i = 0; i < PartBytes / sizeof(ulong); i++)
            {
                first = Word(first, words[i]);
                second = Word(second, words[(PartBytes / sizeof(ulong)) + i]);
                third = Word(third, words[(2 * PartBytes / sizeof(ulong)) + i]);
            }

            crc = AfterZeros(AfterZeros(first) ^ second) ^ third;
        }

        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        }

        if (data.Length >= sizeof(uint))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt32LittleEndian(data));
            data = data[sizeof(uint)..];
        }

        foreach (var b in data)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return crc;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Word(uint crc, ulong word) =>
        BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));

    /// <summary>What a sum becomes when a part of zeros follows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint AfterZeros(uint crc) =>
        s_zeros[(byte)crc] ^ s_zeros[256 + (byte)(crc >> 8)] ^ s_zeros[512 + (byte)(crc >> 16)] ^ s_zeros[768 + (crc >> 24)];

    /// <summary>By byte of the sum and its place: what zeros make of the whole is the sum of what they make of each bit.</summary>
    private static uint[] ZerosOf(int bytes)
    {
        var table = new uint[4 * 256];
        for (var entry = 0; entry < table.Length; entry++)
        {
            var crc = (uint)(entry % 256) << (8 * (entry / 256));
            for (var i = 0; i < bytes / sizeof(ulong); i++)
            {
                crc = BitOperations.Crc32C(crc, 0UL);
            }

            table[entry] = crc;
        }

        return table;
    }
}
