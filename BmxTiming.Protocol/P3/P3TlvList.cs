using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace BmxTiming.Protocol.P3;

/// <summary>TLVs kept raw, in wire order, compared by content so that the records that hold one compare by content too.</summary>
[CollectionBuilder(typeof(P3TlvList), nameof(Create))]
public readonly struct P3TlvList : IEquatable<P3TlvList>, IReadOnlyList<P3RawTlv>
{
    private readonly ImmutableArray<P3RawTlv> _items;

    private P3TlvList(ImmutableArray<P3RawTlv> items) => _items = items;

    public int Count => _items.IsDefault ? 0 : _items.Length;

    public P3RawTlv this[int index] => _items[index];

    public static bool operator ==(P3TlvList left, P3TlvList right) => left.Equals(right);

    public static bool operator !=(P3TlvList left, P3TlvList right) => !left.Equals(right);

    public static P3TlvList Create(ReadOnlySpan<P3RawTlv> items) => items.IsEmpty ? default : new P3TlvList([.. items]);

    /// <summary>True where the tag was sent without a value: a request to fill it in.</summary>
    public bool Asks(byte tag)
    {
        foreach (var item in AsSpan())
        {
            if (item.Tag == tag && item.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    public ReadOnlySpan<P3RawTlv> AsSpan() => _items.IsDefault ? [] : _items.AsSpan();

    public bool Equals(P3TlvList other) => AsSpan().SequenceEqual(other.AsSpan());

    public override bool Equals(object? obj) => obj is P3TlvList other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in AsSpan())
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(' ', this.Select(static item => item.ToString()));

    public IEnumerator<P3RawTlv> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return _items[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
