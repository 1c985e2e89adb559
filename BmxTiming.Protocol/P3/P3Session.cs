using T = BmxTiming.Protocol.P3.P3Tags.Session;

namespace BmxTiming.Protocol.P3;

/// <summary>
/// Which passings the decoder still holds, so what RESEND can serve. Meanings and tags inferred from a skoky/ammc-android sample.
/// </summary>
public sealed record P3Session : P3Message
{
    public P3Session()
    {
    }

    private P3Session(in P3FieldReader fields)
        : base(fields)
    {
    }

    public override P3Record Record => P3Record.Session;

    /// <summary>Probably a session counter.</summary>
    public uint? SessionNumber { get; init; }

    /// <summary>Looks like seconds since 1970-01-01 at the start of the session.</summary>
    public uint? StartedS { get; init; }

    public uint? FirstPassingNumber { get; init; }

    public uint? LastPassingNumber { get; init; }

    internal static P3Session Read(ref P3FieldReader fields)
    {
        uint? number = null, started = null, first = null, last = null;
        while (fields.Next(out var tlv))
        {
            switch (tlv.Tag)
            {
                case T.SessionNumber: fields.Take(tlv, ref number); break;
                case T.Started: fields.Take(tlv, ref started); break;
                case T.FirstPassing: fields.Take(tlv, ref first); break;
                case T.LastPassing: fields.Take(tlv, ref last); break;
                default: fields.KeepUnknown(tlv); break;
            }
        }

        return new P3Session(fields)
        {
            SessionNumber = number,
            StartedS = started,
            FirstPassingNumber = first,
            LastPassingNumber = last,
        };
    }

    private protected override void WriteFields(P3FieldWriter fields)
    {
        fields.Number(T.SessionNumber, SessionNumber, 4);
        fields.Number(T.Started, StartedS, 4);
        fields.Number(T.FirstPassing, FirstPassingNumber, 4);
        fields.Number(T.LastPassing, LastPassingNumber, 4);
    }
}
