using System.Buffers.Binary;

namespace BmxTiming.Protocol.P3;

/// <summary>
/// One frame after unescaping: SOR, VERSION u8, LENGTH u16, CRC u16, FLAGS u16, TOR u16, TLVs, EOR; all integers little-endian.
/// A view without a copy: it is valid until the next call on the reader it came from and while the input it was read from is unchanged.
/// </summary>
public readonly ref struct P3Frame
{
    public const byte Sor = 0x8E;
    public const byte Eor = 0x8F;
    public const byte Escape = 0x8D;

    /// <summary>Added to an escaped byte.</summary>
    public const byte EscapeOffset = 0x20;

    /// <summary>VERSION of every decoder frame seen so far.</summary>
    public const byte CurrentVersion = 2;

    /// <summary>Header and EOR without any TLV.</summary>
    public const int MinBytes = HeaderBytes + 1;

    /// <summary>Bound on an unescaped frame. The longest ones known are under 100 bytes.</summary>
    public const int MaxBytes = 2048;

    internal const int HeaderBytes = 10;

    internal P3Frame(ReadOnlySpan<byte> unescaped, ushort computedCrc, P3Error error)
    {
        Unescaped = unescaped;
        ComputedCrc = computedCrc;
        Error = error;
    }

    /// <summary>The whole frame, SOR and EOR included.</summary>
    public ReadOnlySpan<byte> Unescaped { get; }

    /// <summary>The CRC these bytes should carry.</summary>
    public ushort ComputedCrc { get; }

    /// <summary>None unless the reader was asked to hand out rejected frames as well.</summary>
    public P3Error Error { get; }

    public byte Version => Unescaped[1];

    /// <summary>The size the sender claims, SOR and EOR included, before escaping.</summary>
    public ushort Length => BinaryPrimitives.ReadUInt16LittleEndian(Unescaped[2..]);

    public ushort Crc => BinaryPrimitives.ReadUInt16LittleEndian(Unescaped[4..]);

    /// <summary>Header flags: 0 in every real frame seen, meaning unpublished. Not the FLAGS field of a PASSING.</summary>
    public ushort Flags => BinaryPrimitives.ReadUInt16LittleEndian(Unescaped[6..]);

    public P3Record Record => (P3Record)BinaryPrimitives.ReadUInt16LittleEndian(Unescaped[8..]);

    public ReadOnlySpan<byte> Body => Unescaped[HeaderBytes..^1];

    public P3TlvReader Tlvs => new(Body);

    public bool IsCrcRight => Crc == ComputedCrc;

    public bool IsLengthRight => Length == Unescaped.Length;

    /// <summary>The first TLV with this tag.</summary>
    public bool TryFind(byte tag, out P3Tlv found)
    {
        foreach (var tlv in Tlvs)
        {
            if (tlv.Tag == tag)
            {
                found = tlv;
                return true;
            }
        }

        found = default;
        return false;
    }
}
