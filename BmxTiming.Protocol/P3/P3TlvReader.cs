namespace BmxTiming.Protocol.P3;

/// <summary>Walks the TLVs of a body in wire order, without allocating. Stops at the first one that does not fit.</summary>
public ref struct P3TlvReader
{
    private ReadOnlySpan<byte> _rest;

    public P3TlvReader(ReadOnlySpan<byte> body)
    {
        _rest = body;
        Current = default;
    }

    public P3Tlv Current { get; private set; }

    /// <summary>Bytes not read yet; after <see cref="MoveNext"/> returned false, those that form no whole TLV.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public readonly P3TlvReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.Length < 2 || _rest.Length - 2 < _rest[1])
        {
            return false;
        }

        var end = 2 + _rest[1];
        Current = new P3Tlv(_rest[0], _rest[2..end]);
        _rest = _rest[end..];
        return true;
    }
}
