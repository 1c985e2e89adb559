using T = BmxTiming.Protocol.P3.P3Tags.Hello;

namespace BmxTiming.Protocol.P3;

/// <summary>
/// First frame of one decoder after a connect (a 2026 capture of hama-jp/AMB_RC_Lap_Timer). Undocumented; nothing answers it.
/// </summary>
public sealed record P3Hello : P3Message
{
    public P3Hello()
    {
    }

    private P3Hello(in P3FieldReader fields)
        : base(fields)
    {
    }

    public override P3Record Record => P3Record.Hello;

    /// <summary>Eight random-looking bytes.</summary>
    public P3RawTlv? Token { get; init; }

    internal static P3Hello Read(ref P3FieldReader fields)
    {
        P3RawTlv? token = null;
        while (fields.Next(out var tlv))
        {
            if (tlv.Tag == T.Token && token is null && !tlv.IsEmpty)
            {
                token = new P3RawTlv(tlv.Tag, tlv.Value);
            }
            else
            {
                fields.KeepUnknown(tlv);
            }
        }

        return new P3Hello(fields) { Token = token };
    }

    private protected override void WriteFields(P3FieldWriter fields) => fields.Bytes(T.Token, Token);
}
