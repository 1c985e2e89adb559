using System.Collections.Immutable;

namespace BmxTiming.Protocol.P3;

/// <summary>A TLV that outlives its frame, compared by content.</summary>
public readonly struct P3RawTlv : IEquatable<P3RawTlv>
{
    private readonly ImmutableArray<byte> _value;

    public P3RawTlv(byte tag, ReadOnlySpan<byte> value)
    {
        Tag = tag;
        _value = [.. value];
    }

    public byte Tag { get; }

    public ReadOnlySpan<byte> Value => _value.IsDefault ? [] : _value.AsSpan();

    public bool IsEmpty => Value.IsEmpty;

    public static bool operator ==(P3RawTlv left, P3RawTlv right) => left.Equals(right);

    public static bool operator !=(P3RawTlv left, P3RawTlv right) => !left.Equals(right);

    public bool Equals(P3RawTlv other) => Tag == other.Tag && Value.SequenceEqual(other.Value);

    public override bool Equals(object? obj) => obj is P3RawTlv other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Tag, P3Crc.Compute(Value));

    public override string ToString() => $"{Tag:x2}:{Convert.ToHexStringLower(Value)}";
}
