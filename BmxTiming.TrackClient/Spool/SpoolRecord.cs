using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BmxTiming.TrackClient.Spool;

/// <summary>
/// One record of a segment file: magic u32 · payload length u32 · seq i64 · CRC-32C u32 · payload, little-endian. The CRC covers
/// length, seq and payload. A segment is preallocated with zeros, so a zero magic is its unwritten rest.
/// </summary>
internal static class SpoolRecord
{
    /// <summary>"BMX" and a byte that no JSON text contains, so a payload never looks like a record.</summary>
    public const uint Magic = 0xF1_58_4D_42;

    public const int HeaderBytes = 20;

    /// <summary>Bound on one payload; the longest real ones are under 1 KiB.</summary>
    public const int MaxPayloadBytes = 16 * 1024;

    private const int LengthOffset = 4;
    private const int SeqOffset = 8;
    private const int CrcOffset = 16;

    public static int SizeOf(int payloadLength) => HeaderBytes + payloadLength;

    public static void Write(Span<byte> target, long seq, ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, MaxPayloadBytes, nameof(payload));
        BinaryPrimitives.WriteUInt32LittleEndian(target, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(target[LengthOffset..], payload.Length);
        BinaryPrimitives.WriteInt64LittleEndian(target[SeqOffset..], seq);
        payload.CopyTo(target[HeaderBytes..]);
        BinaryPrimitives.WriteUInt32LittleEndian(target[CrcOffset..], Crc(target, payload));
    }

    /// <summary>Reads the record at the start of <paramref name="source"/>; false when there is none that is whole and right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> source, out long seq, out ReadOnlySpan<byte> payload)
    {
        seq = 0;
        payload = default;
        if (TryReadSize(source) is not { } size || size > source.Length)
        {
            return false;
        }

        payload = source[HeaderBytes..size];
        seq = BinaryPrimitives.ReadInt64LittleEndian(source[SeqOffset..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(source[CrcOffset..]) == Crc(source, payload);
    }

    /// <summary>The number in the header at the start of <paramref name="source"/>, whatever is behind it; nothing vouches for it.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> source, out long seq)
    {
        seq = 0;
        if (source.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(source) != Magic)
        {
            return false;
        }

        seq = BinaryPrimitives.ReadInt64LittleEndian(source[SeqOffset..]);
        return seq > 0;
    }

    /// <summary>
    /// The size in bytes of the record that begins at the start of <paramref name="source"/>, as its header tells; null when there is
    /// no header there, or one that can not be right.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int? TryReadSize(ReadOnlySpan<byte> source)
    {
        if (source.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(source) != Magic)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(source[LengthOffset..]);
        return length is < 0 or > MaxPayloadBytes ? null : SizeOf(length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Crc(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        var crc = BitOperations.Crc32C(uint.MaxValue, BinaryPrimitives.ReadUInt64LittleEndian(header[LengthOffset..]));
        return ~Crc32C.Append(BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt32LittleEndian(header[(LengthOffset + sizeof(ulong))..])), payload);
    }
}
