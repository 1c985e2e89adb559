using System.Globalization;
using T = BmxTiming.Protocol.P3.P3Tags.Error;

namespace BmxTiming.Protocol.P3;

/// <summary>The decoder refuses what a client sent. Codes from vmindru/ambp3client (AmbP3/records.py).</summary>
public sealed record P3ErrorReply : P3Message
{
    public P3ErrorReply()
    {
    }

    private P3ErrorReply(in P3FieldReader fields)
        : base(fields)
    {
    }

    public override P3Record Record => P3Record.Error;

    public ushort? Code { get; init; }

    public string? Description { get; init; }

    public static string CodeName(ushort code) => code switch
    {
        1 => "crc_error",
        2 => "sor_missing",
        3 => "header_corrupt",
        4 => "tor_unknown",
        5 => "parameters_missing",
        6 => "record_too_long",
        _ => string.Create(CultureInfo.InvariantCulture, $"code_{code}"),
    };

    internal static P3ErrorReply Read(ref P3FieldReader fields)
    {
        ushort? code = null;
        string? description = null;
        while (fields.Next(out var tlv))
        {
            switch (tlv.Tag)
            {
                case T.Code: fields.Take(tlv, ref code); break;
                case T.Description: fields.Take(tlv, ref description); break;
                default: fields.KeepUnknown(tlv); break;
            }
        }

        return new P3ErrorReply(fields) { Code = code, Description = description };
    }

    private protected override void WriteFields(P3FieldWriter fields)
    {
        fields.Number(T.Code, Code, 2);
        fields.Text(T.Description, Description);
    }
}
