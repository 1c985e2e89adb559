using T = BmxTiming.Protocol.P3.P3Tags.Resend;

namespace BmxTiming.Protocol.P3;

/// <summary>
/// Asks for stored passings again. The answers are ordinary PASSING frames among the live ones. Whether the range may be open at the end,
/// and how long it may be, is not published.
/// </summary>
public sealed record P3Resend : P3Message
{
    public P3Resend()
    {
    }

    private P3Resend(in P3FieldReader fields)
        : base(fields)
    {
    }

    public override P3Record Record => P3Record.Resend;

    /// <summary>First passing number, included.</summary>
    public uint? From { get; init; }

    /// <summary>Last passing number, included.</summary>
    public uint? Until { get; init; }

    public override bool IsComplete => From is not null && Until is not null;

    internal static P3Resend Read(ref P3FieldReader fields)
    {
        uint? from = null, until = null;
        while (fields.Next(out var tlv))
        {
            switch (tlv.Tag)
            {
                case T.From: fields.Take(tlv, ref from); break;
                case T.Until: fields.Take(tlv, ref until); break;
                default: fields.KeepUnknown(tlv); break;
            }
        }

        return new P3Resend(fields) { From = from, Until = until };
    }

    private protected override void WriteFields(P3FieldWriter fields)
    {
        fields.Number(T.From, From, 4);
        fields.Number(T.Until, Until, 4);
    }
}
