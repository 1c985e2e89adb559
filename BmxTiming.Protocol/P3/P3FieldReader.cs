using System.Numerics;

namespace BmxTiming.Protocol.P3;

/// <summary>
/// Walks a frame for a typed record: general fields are taken here, the record takes its own, and everything that finds no place
/// (unknown tags, empty fields, unusable or repeated values) is kept raw.
/// </summary>
internal ref struct P3FieldReader
{
    private readonly P3Counters? _counters;
    private P3TlvReader _tlvs;
    private List<P3RawTlv>? _extra;
    private uint? _decoderId;
    private uint? _controllerId;
    private ulong? _requestId;

    public P3FieldReader(in P3Frame frame, P3Counters? counters)
    {
        _counters = counters;
        _tlvs = frame.Tlvs;
        Version = frame.Version;
        Flags = frame.Flags;
    }

    public byte Version { get; }

    public ushort Flags { get; }

    public readonly uint? DecoderId => _decoderId;

    public readonly uint? ControllerId => _controllerId;

    public readonly ulong? RequestId => _requestId;

    public readonly P3TlvList Extra => _extra is null ? default : P3TlvList.Create([.. _extra]);

    /// <summary>The next TLV that is not general.</summary>
    public bool Next(out P3Tlv tlv)
    {
        while (_tlvs.MoveNext())
        {
            var current = _tlvs.Current;
            switch (current.Tag)
            {
                case P3Tags.DecoderId:
                    Take(current, ref _decoderId);
                    break;
                case P3Tags.ControllerId:
                    Take(current, ref _controllerId);
                    break;
                case P3Tags.RequestId:
                    Take(current, ref _requestId);
                    break;
                default:
                    tlv = current;
                    return true;
            }
        }

        tlv = default;
        return false;
    }

    public void Take<TNumber>(scoped in P3Tlv tlv, ref TNumber? field)
        where TNumber : struct, IBinaryInteger<TNumber>, IUnsignedNumber<TNumber>
    {
        if (field is null && tlv.TryGetUnsigned(out var value))
        {
            var number = TNumber.CreateTruncating(value);
            if (ulong.CreateTruncating(number) == value)
            {
                field = number;
                return;
            }
        }

        KeepUnusable(tlv);
    }

    public void Take(scoped in P3Tlv tlv, ref short? field)
    {
        if (field is null && tlv.TryGetSigned(out var value) && value is >= short.MinValue and <= short.MaxValue)
        {
            field = (short)value;
            return;
        }

        KeepUnusable(tlv);
    }

    public void Take(scoped in P3Tlv tlv, ref P3Number? field)
    {
        if (field is null && tlv.TryGetUnsigned(out var value))
        {
            field = new P3Number(value, tlv.Value.Length);
            return;
        }

        KeepUnusable(tlv);
    }

    public void Take(scoped in P3Tlv tlv, ref string? field)
    {
        if (field is null && tlv.TryGetText(out var text))
        {
            field = text;
            return;
        }

        KeepUnusable(tlv);
    }

    public void KeepUnknown(scoped in P3Tlv tlv)
    {
        if (_counters is not null)
        {
            _counters.UnknownTags++;
        }

        Keep(tlv);
    }

    private void KeepUnusable(scoped in P3Tlv tlv)
    {
        if (_counters is not null && !tlv.IsEmpty)
        {
            _counters.UnusableFields++;
        }

        Keep(tlv);
    }

    private void Keep(scoped in P3Tlv tlv) => (_extra ??= []).Add(new P3RawTlv(tlv.Tag, tlv.Value));
}
