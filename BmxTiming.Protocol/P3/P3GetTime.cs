using T = BmxTiming.Protocol.P3.P3Tags.GetTime;

namespace BmxTiming.Protocol.P3;

/// <summary>The decoder's clock, in answer to a request with empty fields.</summary>
public sealed record P3GetTime : P3Message
{
    public P3GetTime()
    {
    }

    private P3GetTime(in P3FieldReader fields)
        : base(fields)
    {
    }

    public override P3Record Record => P3Record.GetTime;

    /// <summary>µs since 1970-01-01 on the decoder's own clock.</summary>
    public ulong? RtcTimeUs { get; init; }

    /// <summary>The FLAGS field; the name is a guess of vmindru/ambp3client.</summary>
    public ushort? TimeFlags { get; init; }

    /// <summary>µs since 1970-01-01 UTC.</summary>
    public ulong? UtcTimeUs { get; init; }

    /// <summary>Tag 0x06, four bytes in a skoky sample; no public name.</summary>
    public uint? Unnamed06 { get; init; }

    internal static P3GetTime Read(ref P3FieldReader fields)
    {
        ulong? rtc = null, utc = null;
        ushort? flags = null;
        uint? unnamed = null;
        while (fields.Next(out var tlv))
        {
            switch (tlv.Tag)
            {
                case T.RtcTime: fields.Take(tlv, ref rtc); break;
                case T.Flags: fields.Take(tlv, ref flags); break;
                case T.UtcTime: fields.Take(tlv, ref utc); break;
                case T.Unnamed06: fields.Take(tlv, ref unnamed); break;
                default: fields.KeepUnknown(tlv); break;
            }
        }

        return new P3GetTime(fields) { RtcTimeUs = rtc, TimeFlags = flags, UtcTimeUs = utc, Unnamed06 = unnamed };
    }

    private protected override void WriteFields(P3FieldWriter fields)
    {
        fields.Number(T.RtcTime, RtcTimeUs, 8);
        fields.Number(T.Flags, TimeFlags, 2);
        fields.Number(T.UtcTime, UtcTimeUs, 8);
        fields.Number(T.Unnamed06, Unnamed06, 4);
    }
}
