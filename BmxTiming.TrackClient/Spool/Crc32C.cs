using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BmxTiming.TrackClient.Spool;

/// <summary>
/// CRC-32C (Castagnoli, RFC 3720 B.4). Where the processor multiplies 64 bytes at once without carries, every block is folded onto the
/// one after the next; elsewhere its instruction for this sum is used, in three parts side by side because each step waits for the one
/// before it. A record takes half as long the first way as the second.
/// </summary>
internal static class Crc32C
{
    private const int BlockBytes = 64;
    private const int PartBytes = 128;

    private static readonly uint[] s_zeros = ZerosOf(PartBytes);

    // What moves 16 bytes on by one block and by two: for the halves of each lane the rest of x^(n + 32) and of x^(n - 32), n the bits
    // moved, in the order of bits that this sum has. Spans, because the compiler builds a repeated constant anew in each step.
    private static ReadOnlySpan<ulong> OneBlock =>
    [
        0x740E_EF02, 0x9E4A_DDF8, 0x740E_EF02, 0x9E4A_DDF8, 0x740E_EF02, 0x9E4A_DDF8, 0x740E_EF02, 0x9E4A_DDF8,
    ];

    private static ReadOnlySpan<ulong> TwoBlocks =>
    [
        0x6992_CEA2, 0x0D3B_6092, 0x6992_CEA2, 0x0D3B_6092, 0x6992_CEA2, 0x0D3B_6092, 0x6992_CEA2, 0x0D3B_6092,
    ];

    // The same for the first three lanes of a block, each to the place of the fourth, which stays.
    private static ReadOnlySpan<ulong> ToLastLane => [0x1C29_1D04, 0x1_D82C_63DA, 0x1_384A_A63A, 0xBA4F_C28E, 0xF20C_0DFE, 0x1_4CD0_0BD6, 0, 0];

    /// <summary>Goes on with <paramref name="crc"/>, which starts as all ones and is inverted at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        if (!Pclmulqdq.V512.IsSupported || data.Length < 2 * BlockBytes)
        {
            return AppendByParts(crc, data);
        }

        var (ofOne, ofTwo) = (Vector512.Create(OneBlock), Vector512.Create(TwoBlocks));
        var first = Vector512.Create(data).AsUInt64() ^ Vector512.CreateScalar((ulong)crc);
        var second = Vector512.Create(data[BlockBytes..]).AsUInt64();
        for (data = data[(2 * BlockBytes)..]; data.Length >= 2 * BlockBytes; data = data[(2 * BlockBytes)..])
        {
            first = Fold(first, ofTwo) ^ Vector512.Create(data).AsUInt64();
            second = Fold(second, ofTwo) ^ Vector512.Create(data[BlockBytes..]).AsUInt64();
        }

        var folded = Fold(first, ofOne) ^ second;
        if (data.Length >= BlockBytes)
        {
            folded = Fold(folded, ofOne) ^ Vector512.Create(data).AsUInt64();
            data = data[BlockBytes..];
        }

        var onLast = Fold(folded, Vector512.Create(ToLastLane));
        var half = onLast.GetLower() ^ onLast.GetUpper();
        var lane = half.GetLower() ^ half.GetUpper() ^ folded.GetUpper().GetUpper();
        crc = BitOperations.Crc32C(BitOperations.Crc32C(0, lane.ToScalar()), lane.GetElement(1));
        return AppendWords(crc, data);
    }

    /// <summary>The same on any processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint AppendByParts(uint crc, ReadOnlySpan<byte> data)
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

        return AppendWords(crc, data);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Fold(Vector512<ulong> value, Vector512<ulong> powers) =>
        Pclmulqdq.V512.CarrylessMultiply(value, powers, 0x00) ^ Pclmulqdq.V512.CarrylessMultiply(value, powers, 0x11);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint AppendWords(uint crc, ReadOnlySpan<byte> data)
    {
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
