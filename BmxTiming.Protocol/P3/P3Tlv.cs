using System.Buffers.Binary;

namespace BmxTiming.Protocol.P3;

/// <summary>One field of a frame body: tag u8, length u8, value. A view; it lives as long as the frame it came from.</summary>
public readonly ref struct P3Tlv
{
    public P3Tlv(byte tag, ReadOnlySpan<byte> value)
    {
        Tag = tag;
        Value = value;
    }

    public byte Tag { get; }

    public ReadOnlySpan<byte> Value { get; }

    /// <summary>Length 0. In a request this means "please fill in this field".</summary>
    public bool IsEmpty => Value.IsEmpty;

    /// <summary>Little-endian unsigned, 1 to 8 bytes whatever the nominal width: decoders differ. False for 0 or more than 8.</summary>
    public bool TryGetUnsigned(out ulong value)
    {
        switch (Value.Length)
        {
            case 1:
                value = Value[0];
                return true;
            case 2:
                value = BinaryPrimitives.ReadUInt16LittleEndian(Value);
                return true;
            case 4:
                value = BinaryPrimitives.ReadUInt32LittleEndian(Value);
                return true;
            case 8:
                value = BinaryPrimitives.ReadUInt64LittleEndian(Value);
                return true;
            default:
                return TryGetOddWidth(out value);
        }
    }

    /// <summary>Two's complement in the width that was sent, 1 to 8 bytes.</summary>
    public bool TryGetSigned(out long value)
    {
        var ok = TryGetUnsigned(out var bits);
        var unused = 64 - (8 * Value.Length);
        value = ok ? (long)(bits << unused) >> unused : 0;
        return ok;
    }

    /// <summary>
    /// Printable ASCII with trailing NULs removed. False where any other byte occurs: a guessed character in a transponder code
    /// would be a wrong rider.
    /// </summary>
    public bool TryGetText(out string text)
    {
        var value = Value.TrimEnd((byte)0);
        if (value.IsEmpty || value.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E))
        {
            text = "";
            return false;
        }

        text = System.Text.Encoding.ASCII.GetString(value);
        return true;
    }

    private bool TryGetOddWidth(out ulong value)
    {
        value = 0;
        if (Value.IsEmpty || Value.Length > sizeof(ulong))
        {
            return false;
        }

        for (var i = Value.Length - 1; i >= 0; i--)
        {
            value = (value << 8) | Value[i];
        }

        return true;
    }
}
