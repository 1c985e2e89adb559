using System.Globalization;
using T = BmxTiming.Protocol.P3.P3Tags.Version;

namespace BmxTiming.Protocol.P3;

/// <summary>
/// What kind of decoder this is, in answer to a VERSION request. Tags from vmindru/ambp3client; widths inferred from a TranX3 sample of
/// skoky/ammc-android, whose LENGTH they make come out exactly.
/// </summary>
public sealed record P3Version : P3Message
{
    public P3Version()
    {
    }

    private P3Version(in P3FieldReader fields)
        : base(fields)
    {
    }

    public override P3Record Record => P3Record.Version;

    public byte? DecoderType { get; init; }

    public string? Description { get; init; }

    public string? VersionText { get; init; }

    public uint? Release { get; init; }

    public ulong? Registration { get; init; }

    public ushort? BuildNumber { get; init; }

    public uint? Options { get; init; }

    /// <summary>Product of a decoder type; hex where it is not known.</summary>
    public static string DecoderTypeName(byte type) => type switch
    {
        0x10 => "AMBrc",
        0x11 => "AMBmx",
        0x12 => "TranX",
        0x13 or 0x14 => "TranX Pro",
        _ => string.Create(CultureInfo.InvariantCulture, $"0x{type:X2}"),
    };

    internal static P3Version Read(ref P3FieldReader fields)
    {
        byte? type = null;
        string? description = null, version = null;
        uint? release = null, options = null;
        ulong? registration = null;
        ushort? build = null;
        while (fields.Next(out var tlv))
        {
            switch (tlv.Tag)
            {
                case T.DecoderType: fields.Take(tlv, ref type); break;
                case T.Description: fields.Take(tlv, ref description); break;
                case T.VersionText: fields.Take(tlv, ref version); break;
                case T.Release: fields.Take(tlv, ref release); break;
                case T.Registration: fields.Take(tlv, ref registration); break;
                case T.BuildNumber: fields.Take(tlv, ref build); break;
                case T.Options: fields.Take(tlv, ref options); break;
                default: fields.KeepUnknown(tlv); break;
            }
        }

        return new P3Version(fields)
        {
            DecoderType = type,
            Description = description,
            VersionText = version,
            Release = release,
            Registration = registration,
            BuildNumber = build,
            Options = options,
        };
    }

    private protected override void WriteFields(P3FieldWriter fields)
    {
        fields.Number(T.DecoderType, DecoderType, 1);
        fields.Text(T.Description, Description);
        fields.Text(T.VersionText, VersionText);
        fields.Number(T.Release, Release, 4);
        fields.Number(T.Registration, Registration, 8);
        fields.Number(T.BuildNumber, BuildNumber, 2);
        fields.Number(T.Options, Options, 4);
    }
}
